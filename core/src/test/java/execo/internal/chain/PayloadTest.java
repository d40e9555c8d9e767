package execo.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of a chained copy. */
class PayloadTest {
  @TempDir Path local;
  private Path tree;

  @BeforeEach
  void files() throws IOException {
    tree = local.resolve("tree");
    Files.createDirectories(tree.resolve("sub"));
    Files.writeString(tree.resolve("a"), "first");
    Files.writeString(tree.resolve("b"), "");
    Files.write(tree.resolve("sub/c"), new byte[300_000]);
  }

  private static byte[] read(Payload payload, long from) throws IOException {
    var all = new ByteArrayOutputStream();
    try (var reader = payload.from(from)) {
      for (var bytes = reader.next(); bytes.length > 0; bytes = reader.next()) {
        all.writeBytes(bytes);
      }
      assertThat(reader.offset()).isEqualTo(payload.total());
    }
    return all.toByteArray();
  }

  @Test
  void canBeReadFromAnyOffset() throws Exception {
    var payload = Payload.of(List.of(tree));
    var whole = read(payload, 0);
    assertThat(whole).hasSize((int) payload.total());
    for (var from : List.of(1, 50, payload.listLength() - 1, payload.listLength(), 200_000)) {
      assertThat(read(payload, from)).isEqualTo(Arrays.copyOfRange(whole, from, whole.length));
    }
    assertThat(read(payload, payload.total())).isEmpty();
  }

  @Test
  void beginsWithTheListOfAll() throws Exception {
    var payload = Payload.of(List.of(tree));
    var list = new String(read(payload, 0), 0, payload.listLength(), StandardCharsets.UTF_8);
    assertThat(list).containsPattern("d [0-7]+ [0-9]+ 0 4\ntree[df]");
    assertThat(list).containsPattern("f [0-7]+ [0-9]+ 300000 10\ntree/sub/c");
  }

  @Test
  void sumIsThatOfTheWhole() throws Exception {
    var payload = Payload.of(List.of(tree));
    var digest = MessageDigest.getInstance("SHA-256").digest(read(payload, 0));
    assertThat(payload.sum()).isEqualTo(HexFormat.of().formatHex(digest));
  }

  @Test
  void fileThatBecameShorterIsNoticed() throws Exception {
    var payload = Payload.of(List.of(tree));
    Files.write(tree.resolve("sub/c"), new byte[10]);
    assertThatThrownBy(payload::sum)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shorter");
  }

  @Test
  void missingFileIsNoticed() {
    assertThatThrownBy(() -> Payload.of(List.of(local.resolve("none"))))
        .isInstanceOf(IOException.class);
  }
}
