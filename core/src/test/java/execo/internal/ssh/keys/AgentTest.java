package execo.internal.ssh.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
  @TempDir Path keys;
  private Path socket = Path.of("");
  private Path directory = Path.of("");

  /** The name of a socket is at most 107 bytes long. */
  @BeforeEach
  void makePlace() throws IOException {
    Ed25519.install();
    directory = Files.createTempDirectory("agent");
    socket = directory.resolve("socket");
  }

  @AfterEach
  void removePlace() throws IOException {
    Files.deleteIfExists(socket);
    Files.delete(directory);
  }

  private KeyPair pair(String name) throws IOException {
    return ((KeyFile.Open) KeyFiles.of(TestKeys.copy(name, keys)).content()).pair();
  }

  private static byte[] identities(KeyPair... pairs) {
    var buffer = new ByteArrayBuffer();
    buffer.putByte((byte) 12);
    buffer.putInt(pairs.length + 1);
    for (var pair : pairs) {
      var blob = new ByteArrayBuffer();
      blob.putRawPublicKey(pair.getPublic());
      buffer.putBytes(blob.getCompactData());
      buffer.putString("comment");
    }
    var unknown = new ByteArrayBuffer();
    unknown.putString("sk-ssh-ed25519@openssh.com");
    buffer.putBytes(unknown.getCompactData());
    buffer.putString("");
    return buffer.getCompactData();
  }

  /** Signs as the protocol asks; the flags choose the hash of RSA. */
  private static byte[] signed(KeyPair pair, byte[] request) {
    var in = new ByteArrayBuffer(request);
    in.getByte();
    in.getBytes();
    var data = in.getBytes();
    var algorithm =
        switch ((int) in.getUInt()) {
          case 2 -> "rsa-sha2-256";
          case 4 -> "rsa-sha2-512";
          default -> "ssh-ed25519";
        };
    try {
      var signature = new ByteArrayBuffer();
      signature.putString(algorithm);
      signature.putBytes(new FileIdentity(pair).sign(null, algorithm, data).getValue());
      var out = new ByteArrayBuffer();
      out.putByte((byte) 14);
      out.putBytes(signature.getCompactData());
      return out.getCompactData();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void listsAndSigns() throws Exception {
    for (var name : new String[] {"test_ed25519", "test_rsa"}) {
      var pair = pair(name);
      try (var _ =
          new FakeAgent(
              socket, request -> request[0] == 11 ? identities(pair) : signed(pair, request))) {
        var agent = Agent.at(socket);
        assertThat(agent.keys().foreign()).containsExactly("sk-ssh-ed25519@openssh.com");
        var algorithm = name.equals("test_rsa") ? "rsa-sha2-512" : "ssh-ed25519";
        var data = new byte[] {1, 2, 3};
        var signature = agent.sign(pair.getPublic(), algorithm, data);
        assertThat(
                Signatures.verify(
                    pair.getPublic(), algorithm, data, Map.entry(algorithm, signature)))
            .isTrue();
      }
      Files.delete(socket);
    }
  }

  @Test
  void manyConnectionsShareOneList() throws Exception {
    var pair = pair("test_ed25519");
    try (var fake = new FakeAgent(socket, _ -> identities(pair))) {
      var agent = Agent.at(socket);
      var all =
          IntStream.range(0, 200)
              .mapToObj(_ -> CompletableFuture.runAsync(() -> assertThat(keys(agent)).hasSize(1)))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(all).join();
      assertThat(fake.requests.get()).isLessThan(20);
    }
  }

  private static java.util.List<java.security.PublicKey> keys(Agent agent) {
    try {
      return agent.keys().usable();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void silentAgentCostsItsDeadlineOnce() throws Exception {
    try (var fake = new FakeAgent(socket, _ -> new byte[0])) {
      var agent = Agent.at(socket);
      var before = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(agent::keys)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("has not answered within");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(25));
      assertThat(fake.requests.get()).isEqualTo(1);
    }
  }

  @Test
  void deadAgentIsAReason() {
    assertThatThrownBy(() -> Agent.at(socket).keys())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(socket.toString());
  }

  @Test
  void refusingAndLyingAgentsAreReasons() throws Exception {
    for (var answer :
        new byte[][] {{5}, {12, 0, 0}, {12, 0, 0, 0, 9}, {12, 127, -1, -1, -1, 0, 0, 0, 1, 1}}) {
      try (var _ = new FakeAgent(socket, _ -> answer)) {
        assertThatThrownBy(() -> Agent.at(socket).keys()).isInstanceOf(IOException.class);
      }
      Files.delete(socket);
    }
  }
}
