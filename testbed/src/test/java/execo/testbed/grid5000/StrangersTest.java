package execo.testbed.grid5000;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others on the same machine: what is not for them. */
@Timeout(120)
class StrangersTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static Grid5000Testbed grid;
  private static SshClient ssh;
  private static HttpClient http;
  private static KeyPair strange;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws Exception {
    grid = Grid5000Testbed.builder().sites("lyon").user("carol", "it's \"hers\"").start();
    ssh = SshClient.setUpDefaultClient();
    ssh.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    ssh.start();
    http = HttpClient.newHttpClient();
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    strange = generator.generateKeyPair();
  }

  @AfterAll
  static void stop() {
    ssh.stop();
    http.close();
    grid.close();
  }

  private static ClientSession session(String user) throws IOException {
    var frontend = grid.addresses().apply("lyon");
    return ssh.connect(user, frontend, grid.port()).verify(LONG).getSession();
  }

  private static boolean admitted(ClientSession session) throws IOException {
    var authentication = session.auth();
    assertThat(authentication.await(LONG)).isTrue();
    return authentication.isSuccess();
  }

  private static boolean admittedByOwnKey(String user) throws Exception {
    var file = Objects.requireNonNull(grid.connection().keyFile());
    try (var session = session(user)) {
      session.addPublicKeyIdentity(
          new FileKeyPairProvider(file).loadKeys(session).iterator().next());
      return admitted(session);
    }
  }

  private static boolean admittedByStrangeKey(String user) throws Exception {
    try (var session = session(user)) {
      session.addPublicKeyIdentity(strange);
      return admitted(session);
    }
  }

  private static void authorize(Path home) throws IOException {
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(
        home.resolve(".ssh/authorized_keys"), PublicKeyEntry.toString(strange.getPublic()) + "\n");
  }

  @Test
  void usersGetInWithTheKey() throws Exception {
    assertThat(admittedByOwnKey("alice")).isTrue();
    assertThat(admittedByOwnKey("carol")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mallory", "root", "oar", "", ".", "..", "../x", "alice/../x", "/tmp", "Alice"})
  void nobodyElseDoes(String user) throws Exception {
    var homes = grid.home("lyon", "alice").getParent();
    assertThat(admittedByOwnKey(user)).isFalse();
    assertThat(homes.getParent()).isDirectoryNotContaining("glob:**/x");
    assertThat(homes).isDirectoryNotContaining("glob:**/mallory");
  }

  @Test
  void aPathIsNoUser() throws Exception {
    authorize(directory);
    var user = "../".repeat(20) + directory.toRealPath().toString().substring(1);
    assertThat(admittedByStrangeKey(user)).isFalse();
  }

  @Test
  void aKeyIsNeeded() throws Exception {
    assertThat(admittedByStrangeKey("bob")).isFalse();
    try (var session = session("alice")) {
      session.addPasswordIdentity(grid.password("alice"));
      assertThat(admitted(session)).isFalse();
    }
    authorize(grid.home("lyon", "bob"));
    assertThat(admittedByStrangeKey("bob")).isTrue();
    assertThat(admittedByStrangeKey("alice")).isFalse();
  }

  @Test
  void nodesAreClosedToUsersWithoutAJob() {
    var node = grid.addresses().apply(grid.nodes("lyon").getFirst().address());
    assertThatThrownBy(() -> ssh.connect("alice", node, grid.port()).verify(LONG))
        .hasRootCauseInstanceOf(ConnectException.class);
  }

  @Test
  void keysAreTheOwners() throws Exception {
    var file = Objects.requireNonNull(grid.connection().keyFile());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(Objects.requireNonNull(file.getParent()))))
        .isEqualTo("rwx------");
  }

  private static int status(URI base, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(base + "/sites"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static int status(String credentials) throws Exception {
    var bytes = credentials.getBytes(StandardCharsets.UTF_8);
    var basic = "Basic " + Base64.getEncoder().encodeToString(bytes);
    return status(grid.api(), "Authorization", basic);
  }

  @Test
  void theApiAsksForNameAndPassword() throws Exception {
    assertThat(status(grid.api())).isEqualTo(401);
    assertThat(status("alice:" + grid.password("alice"))).isEqualTo(200);
    assertThat(status("carol:it's \"hers\"")).isEqualTo(200);
    assertThat(status("alice:alice-secret")).isEqualTo(401);
    assertThat(status("alice:")).isEqualTo(401);
    assertThat(status("alice:" + grid.password("bob"))).isEqualTo(401);
    assertThat(status("mallory:" + grid.password("alice"))).isEqualTo(401);
    assertThat(status("alice")).isEqualTo(401);
    assertThat(status(grid.api(), "Authorization", "Basic %%%")).isEqualTo(401);
  }

  @Test
  void insideItAsksForTheAddress() throws Exception {
    var inside = grid.insideApi("alice");
    assertThat(status(inside)).isEqualTo(200);
    var root = inside.resolve("/");
    assertThat(status(root.resolve("/stable"))).isEqualTo(401);
    assertThat(status(root.resolve("/x/stable"))).isEqualTo(401);
    assertThat(status(root.resolve("/../stable"))).isEqualTo(401);
    var secret = inside.getPath().split("/")[1];
    assertThat(status(root.resolve("/" + secret.substring(1) + "/stable"))).isEqualTo(401);
    var bobs = grid.insideApi("bob").getPath();
    assertThat(bobs).isNotEqualTo(inside.getPath());
    assertThat(status(root.resolve(bobs))).isEqualTo(401);
    assertThatThrownBy(() -> grid.insideApi("mallory"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown user: 'mallory'");
  }

  @Test
  void anybodyMayLookButNotTouch() throws Exception {
    assertThat(status(grid.publicApi())).isEqualTo(200);
    var request =
        HttpRequest.newBuilder(URI.create(grid.publicApi() + "/sites/lyon/jobs"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"command\":\"id\"}"));
    assertThat(http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(403);
    assertThat(grid.home("lyon", "alice").getParent()).isDirectory();
  }

  @Test
  void passwordsAreNewAtEachStart() {
    var builder = Grid5000Testbed.builder().sites("lyon");
    try (var one = builder.start();
        var other = builder.start()) {
      assertThat(one.password("alice"))
          .isNotEqualTo(other.password("alice"))
          .isNotEqualTo(one.password("bob"))
          .hasSizeGreaterThan(20);
      assertThat(one.configuration()).contains(one.password("alice"));
      assertThat(one.insideApi("alice").getPath()).isNotEqualTo(other.insideApi("alice").getPath());
    }
  }

  @Test
  void otherMachinesReachNothing() throws Exception {
    for (var network : NetworkInterface.networkInterfaces().toList()) {
      for (var address : network.inetAddresses().toList()) {
        if (!address.isLoopbackAddress()) {
          for (var port : new int[] {grid.port(), grid.api().getPort()}) {
            assertThatThrownBy(
                    () -> {
                      try (var socket = new Socket()) {
                        socket.connect(new InetSocketAddress(address, port), 5000);
                      }
                    })
                .as("%s:%d", address, port)
                .isInstanceOf(IOException.class);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/b", ".", "Alice", "root", "oar", "a b", "é"})
  void namesOfUsersAreStrict(String name) {
    var builder = Grid5000Testbed.builder();
    assertThatThrownBy(() -> builder.user(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.user(name, "secret"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.user("dave", "")).hasMessageNotContaining("''");
    assertThatThrownBy(() -> builder.domain("/../x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> grid.home("lyon", name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> grid.aptGets("../" + name))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
