package execo.internal.ssh.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsFileTest {
  private static final String KEY = "AAAAC3NzaC1lZDI1NTE5AAAAIDVvcgcK0TDSUEQzuOQXso1f9wpuEbQtDdgS";

  @TempDir Path directory;

  private static void await(Stream<CompletableFuture<?>> all) {
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void parsesWhatSshWrites() throws Exception {
    var text =
        """
        # a comment
        node-1,10.0.0.1 ssh-ed25519 AAAA trailing comment

        @revoked * ssh-rsa BBBB
        @cert-authority *.lyon ssh-ed25519 CCCC
        @other node ssh-rsa DDDD
        node-2\tssh-rsa\tEEEE
        node-3 ssh-rsa
        node-4 ssh-rsa not*base64
          [node-5]:2222   ecdsa-sha2-nistp256   FFFF
        """;
    var keys = KnownHostsParser.parse(text, Path.of("f"));
    assertThat(keys)
        .extracting(KnownKey::key)
        .containsExactly("AAAA", "BBBB", "CCCC", "EEEE", "FFFF");
    assertThat(keys).extracting(KnownKey::line).containsExactly(2, 4, 5, 7, 10);
    assertThat(keys)
        .extracting(KnownKey::marker)
        .startsWith(KnownKey.Marker.NONE, KnownKey.Marker.REVOKED, KnownKey.Marker.CERT_AUTHORITY);
    assertThat(keys.getFirst().place()).isEqualTo("f:2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachOfManyIsWrittenOnce(boolean hashed) throws Exception {
    var path = directory.resolve("new/known_hosts");
    var file = KnownHostsFile.of(path);
    await(
        IntStream.range(0, 900)
            .mapToObj(i ->
                CompletableFuture.supplyAsync(
                        () -> file.add("node-" + i % 300, hashed, "ssh-ed25519", KEY))
                    .thenCompose(done -> done)));
    var lines = Files.readAllLines(path);
    assertThat(lines).hasSize(300).allMatch(line -> line.endsWith(" ssh-ed25519 " + KEY));
    assertThat(new HashSet<>(lines)).hasSize(300);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    for (int i = 0; i < 300; i++) {
      assertThat(file.of("node-" + i)).hasSize(1);
    }
    // and as it is read anew
    var index = new KnownHostsIndex(KnownHostsParser.parse(Files.readString(path), path));
    for (int i = 0; i < 300; i++) {
      assertThat(index.of("node-" + i)).hasSize(1);
    }
  }

  @Test
  void severalProgramsWriteOneFile() throws Exception {
    var path = directory.resolve("known_hosts");
    var programs = IntStream.range(0, 3).mapToObj(i -> start(path, i * 50, i * 50 + 100)).toList();
    for (var program : programs) {
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isZero();
    }
    var lines = Files.readAllLines(path);
    assertThat(lines).hasSize(200).doesNotHaveDuplicates();
    assertThat(lines).allMatch(line -> line.matches("node-\\d+ ssh-ed25519 " + KEY));
  }

  private static Process start(Path path, int from, int to) {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Writer.class.getName(),
              path.toString(),
              Integer.toString(from),
              Integer.toString(to))
          .inheritIO()
          .start();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Another program that writes. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      var file = KnownHostsFile.of(Path.of(args[0]));
      await(
          IntStream.range(Integer.parseInt(args[1]), Integer.parseInt(args[2]))
              .mapToObj(i -> file.add("node-" + i, false, "ssh-ed25519", KEY)));
    }
  }

  @Test
  void lineThatIsNotEndedIsLeftWhole() throws Exception {
    var path = Files.writeString(directory.resolve("known_hosts"), "other ssh-rsa AAAA");
    KnownHostsFile.of(path).add("node", false, "ssh-ed25519", KEY).join();
    assertThat(Files.readAllLines(path))
        .containsExactly("other ssh-rsa AAAA", "node ssh-ed25519 " + KEY);
    assertThat(KnownHostsFile.of(path).of("node").getFirst().line()).isEqualTo(2);
  }

  @Test
  void whatOthersWriteIsSeen() throws Exception {
    var path = directory.resolve("known_hosts");
    var file = KnownHostsFile.of(path);
    assertThat(file.of("node")).isEmpty();
    Files.writeString(path, "node ssh-rsa AAAA\n");
    assertThat(file.of("node")).hasSize(1);
    Files.delete(path);
    assertThat(file.of("node")).isEmpty();
  }

  @Test
  void placeThatCannotBeWrittenIsAReason() throws Exception {
    var path = Files.writeString(directory.resolve("file"), "").resolve("known_hosts");
    var added = KnownHostsFile.of(path).add("node", false, "ssh-ed25519", KEY);
    assertThatThrownBy(() -> added.get(20, TimeUnit.SECONDS)).hasMessageContaining("file");
  }
}
