package execo.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileContentsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32 * 1024 - 1, 32 * 1024, 32 * 1024 + 1, 100_000})
  void allBytesAreAnnouncedAndRead(int size) throws Exception {
    var file = Files.write(directory.resolve("f"), new byte[size]);
    try (var contents = FileContents.open(file, size)) {
      assertThat(drain(contents)).isEqualTo(size);
    }
  }

  @Test
  void fileThatSaysItIsEmptyIsReadToItsEnd() throws Exception {
    var file = Files.write(directory.resolve("f"), new byte[100_000]);
    try (var contents = FileContents.open(file, 0)) {
      assertThat(drain(contents)).isEqualTo(100_000);
    }
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    var file = Files.write(directory.resolve("f"), new byte[10]);
    assertThatThrownBy(() -> FileContents.open(file, 20)).hasMessageContaining("shorter");
    try (var contents = FileContents.open(file, 100_000)) {
      assertThat(contents.next(100_000)).isEqualTo(100_000);
      assertThat(contents.read(new byte[100_000], 0, 100_000)).isEqualTo(10);
      assertThat(contents.read(new byte[100_000], 0, 100_000)).isNegative();
      assertThat(contents.failure()).contains("shorter");
    }
  }

  private static long drain(FileContents contents) throws Exception {
    var total = 0L;
    var buffer = new byte[20_000];
    for (var length = contents.next(20_000); length > 0; length = contents.next(20_000)) {
      for (var done = 0; done < length; ) {
        var count = contents.read(buffer, done, length - done);
        assertThat(count).isPositive();
        done += count;
      }
      total += length;
    }
    return total;
  }

  @Test
  void temporaryNamesAreHiddenUniqueAndShortEnough() {
    assertThat(TemporaryNames.of("f")).startsWith(".f.execo-").isNotEqualTo(TemporaryNames.of("f"));
    var longest = TemporaryNames.of("𝄞".repeat(63)).getBytes(StandardCharsets.UTF_8);
    assertThat(longest.length).isLessThan(256);
  }

  @Test
  void remotePathsAreTakenApart() {
    assertThat(RemotePaths.name("a/b/")).isEqualTo("b");
    assertThat(RemotePaths.parent("a/b/")).isEqualTo("a/");
    assertThat(RemotePaths.parent("b")).isEmpty();
    assertThat(RemotePaths.parent("/b")).isEqualTo("/");
    assertThat(RemotePaths.in(".", "-x")).isEqualTo("-x");
    assertThat(RemotePaths.in("/", "x")).isEqualTo("/x");
  }
}
