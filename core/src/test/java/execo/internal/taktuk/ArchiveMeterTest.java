package execo.internal.taktuk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted in the archives that tar writes. */
class ArchiveMeterTest {
  private static final int CONTENTS = 1 + 511 + 512 + 513 + 100_000;

  @TempDir Path directory;

  private byte[] archive(String format) throws Exception {
    var tree = Files.createDirectories(directory.resolve("tree"));
    var deep = Files.createDirectories(tree.resolve("d".repeat(90)).resolve("é".repeat(60)));
    write(tree.resolve("empty"), 0);
    write(tree.resolve("one"), 1);
    write(tree.resolve("n".repeat(200)), 511);
    write(deep.resolve("exact"), 512);
    write(deep.resolve("more"), 513);
    write(tree.resolve("big"), 100_000);
    Files.createLink(tree.resolve("twin"), tree.resolve("big"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("nowhere"));
    var to = directory.resolve("archive");
    var tar =
        new ProcessBuilder(
                List.of("tar", "-c", "--format=" + format, "-f", "" + to, "-C", "" + tree, "."))
            .inheritIO()
            .start();
    assertThat(tar.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(tar.exitValue()).isZero();
    return Files.readAllBytes(to);
  }

  private static void write(Path file, int size) throws IOException {
    var bytes = new byte[size];
    Arrays.fill(bytes, (byte) '7');
    Files.write(file, bytes);
  }

  private static ArchiveMeter read(byte[] archive, int piece) {
    var meter = new ArchiveMeter();
    for (var at = 0; at < archive.length; at += piece) {
      meter.pass(Arrays.copyOfRange(archive, at, Math.min(archive.length, at + piece)));
      assertThat(meter.done()).isLessThanOrEqualTo(meter.known());
    }
    return meter;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "pax"})
  void contentsAreCountedAndNothingElse(String format) throws Exception {
    var archive = archive(format);
    for (var piece : List.of(1, 100, 512, 1000, 24_000, archive.length)) {
      var meter = read(archive, piece);
      assertThat(meter.done()).as("pieces of " + piece).isEqualTo(CONTENTS);
      assertThat(meter.known()).isEqualTo(CONTENTS);
    }
  }

  @Test
  void sizeIsKnownFromTheBeginning() throws Exception {
    write(Files.createDirectory(directory.resolve("tree")).resolve("file"), 5000);
    var to = directory.resolve("archive");
    var tar =
        new ProcessBuilder("tar", "-cf", "" + to, "-C", "" + directory.resolve("tree"), "file")
            .start();
    assertThat(tar.waitFor(60, TimeUnit.SECONDS)).isTrue();
    var meter = new ArchiveMeter();
    meter.pass(Arrays.copyOf(Files.readAllBytes(to), 512 + 100));
    assertThat(meter.done()).isEqualTo(100);
    assertThat(meter.known()).isEqualTo(5000);
  }

  @Test
  void sizesThatNeedMoreThanOctalDigitsAreKnown() {
    var header = new byte[512];
    header[0] = 'f';
    header[156] = '0';
    header[124] = (byte) 0x80;
    header[131] = 3; // 3 << 32
    var sum = 8 * ' ' + 'f' + '0' + 0x80 + 3;
    var digits = String.format("%06o", sum);
    for (var i = 0; i < digits.length(); i++) {
      header[148 + i] = (byte) digits.charAt(i);
    }
    var meter = new ArchiveMeter();
    meter.pass(header);
    meter.pass(new byte[700]);
    assertThat(meter.known()).isEqualTo(3L << 32);
    assertThat(meter.done()).isEqualTo(700);
  }

  @Test
  void whatIsNoArchiveCountsNothing() {
    var meter = new ArchiveMeter();
    meter.pass("no archive at all ".repeat(1000).getBytes(StandardCharsets.UTF_8));
    assertThat(meter.done()).isZero();
    assertThat(meter.known()).isZero();
  }
}
