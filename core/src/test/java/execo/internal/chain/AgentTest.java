package execo.internal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one host of a chain does, on this machine. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AgentTest {
  private static final String NONCE = "12".repeat(16);

  @TempDir Path local;
  private Path one;
  private Path two;
  private Path file;
  private Payload payload;

  @BeforeEach
  void files() throws IOException {
    one = Files.createDirectory(local.resolve("one"));
    two = Files.createDirectory(local.resolve("two"));
    var bytes = new byte[3_000_000];
    new Random(5).nextBytes(bytes);
    file = Files.write(local.resolve("file"), bytes);
    payload = Payload.of(List.of(file));
  }

  private static List<String> names(Path directory) throws IOException {
    try (var list = Files.list(directory)) {
      return list.map(path -> path.getFileName().toString()).toList();
    }
  }

  /** The proofs of both sides, as the first and the second half of a sum over what both know. */
  private static String[] proofs(String secret, int rank, String its, String mine)
      throws Exception {
    var text = "%s:%d:%s:%s:%s".formatted(secret, rank, its, mine, secret);
    var hex =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.US_ASCII)));
    return new String[] {hex.substring(0, 32), hex.substring(32)};
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  @Test
  void fileIsThereWhenItSaysSo() throws Exception {
    try (var agent = new LocalAgent(0, one, ".", payload)) {
      agent.port();
      assertThat(names(one)).hasSize(1).allMatch(name -> name.startsWith(".execo-"));
      agent.feed(payload);
      assertThat(agent.line()).isEqualTo("done");
      assertThat(one.resolve("file")).hasSameBinaryContentAs(file);
      assertThat(names(one)).containsExactly("file");
      assertThat(agent.leave()).isEqualTo(0);
    }
  }

  @Test
  void oneFeedsTheOther() throws Exception {
    try (var first = new LocalAgent(0, one, "new name", payload);
        var second = new LocalAgent(1, two, "~/new name", payload)) {
      first.port();
      first.tell("next 7 1 " + second.port() + " 127.0.0.1");
      first.feed(payload);
      second.tell("sum " + payload.sum());
      assertThat(first.line()).isEqualTo("done");
      assertThat(second.line()).isEqualTo("done");
      assertThat(two.resolve("new name")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void hostThatComesLateGetsWhatHasItsNameAlready() throws Exception {
    try (var first = new LocalAgent(0, one, ".", payload);
        var second = new LocalAgent(1, two, ".", payload)) {
      first.port();
      first.feed(payload);
      assertThat(first.line()).isEqualTo("done");
      second.tell("sum " + payload.sum());
      first.tell("next 1 1 " + second.port() + " 127.0.0.1");
      assertThat(second.line()).isEqualTo("done");
      assertThat(two.resolve("file")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void goesOnFromTheByteItHas() throws Exception {
    try (var first = new LocalAgent(0, one, ".", payload);
        var second = new LocalAgent(1, two, ".", payload);
        var reader = payload.from(0)) {
      first.port();
      var port = second.port();
      second.data(0, reader.next());
      second.data(reader.offset(), reader.next());
      first.feed(payload);
      first.tell("next 1 1 " + port + " 127.0.0.1");
      second.tell("sum " + payload.sum());
      assertThat(second.line()).isEqualTo("done");
      assertThat(two.resolve("file")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void wrongSumIsNoFile() throws Exception {
    try (var agent = new LocalAgent(0, one, ".", payload)) {
      agent.port();
      agent.tell("sum " + "00".repeat(32));
      try (var reader = payload.from(0)) {
        for (var bytes = reader.next(); bytes.length > 0; bytes = reader.next()) {
          agent.data(reader.offset() - bytes.length, bytes);
        }
      }
      assertThat(agent.line()).startsWith("fail the SHA-256 is ");
      assertThat(agent.leave()).isEqualTo(1);
      assertThat(names(one)).isEmpty();
    }
  }

  @Test
  void strangersFeedNothing() throws Exception {
    try (var agent = new LocalAgent(0, one, ".", payload)) {
      var port = agent.port();
      for (var proof : List.of("0".repeat(32), "not even close", "")) {
        try (var socket = connect(port)) {
          var in = reader(socket);
          assertThat(in.readLine()).matches("[0-9a-f]{32}");
          write(socket, NONCE + " " + proof + "\n" + "file".repeat(50));
          assertThat(in.read()).isEqualTo(-1);
        }
      }
      agent.feed(payload);
      assertThat(agent.line()).isEqualTo("done");
    }
  }

  @Test
  void holderOfTheSecretFeeds() throws Exception {
    try (var agent = new LocalAgent(3, one, ".", payload);
        var socket = connect(agent.port());
        var reader = payload.from(0)) {
      var in = reader(socket);
      var proofs = proofs(LocalAgent.PLAN.secret(), 3, in.readLine(), NONCE);
      write(socket, NONCE + " " + proofs[0] + "\n");
      assertThat(in.readLine()).isEqualTo(proofs[1] + " 0");
      for (var bytes = reader.next(); bytes.length > 0; bytes = reader.next()) {
        socket.getOutputStream().write(bytes);
      }
      agent.tell("sum " + payload.sum());
      assertThat(agent.line()).isEqualTo("done");
      agent.leave();
      assertThat(in.lines()).contains("" + payload.total());
    }
  }

  /** A proof is good for one host only: it cannot be had from another one and passed on. */
  @Test
  void proofForAnotherHostIsNone() throws Exception {
    try (var agent = new LocalAgent(3, one, ".", payload);
        var socket = connect(agent.port())) {
      var in = reader(socket);
      var proofs = proofs(LocalAgent.PLAN.secret(), 4, in.readLine(), NONCE);
      write(socket, NONCE + " " + proofs[0] + "\n");
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void impostorIsFedNothing() throws Exception {
    try (var agent = new LocalAgent(0, one, ".", payload);
        var server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      agent.port();
      agent.feed(payload);
      agent.tell("next 9 1 " + server.getLocalPort() + " 127.0.0.1");
      for (var i = 0; i < LocalAgent.PLAN.tries(); i++) {
        try (var socket = server.accept()) {
          write(socket, NONCE + "\n");
          var in = reader(socket);
          assertThat(in.readLine()).matches("[0-9a-f]{32} [0-9a-f]{32}");
          write(socket, "0".repeat(32) + " 0\n");
          assertThat(in.read()).isEqualTo(-1);
        }
      }
      assertThat(agent.line()).isEqualTo("done");
      assertThat(agent.line()).isEqualTo("lost 9 it does not know the secret");
    }
  }

  @Test
  void hostThatCannotBeReachedIsToldAndLeftOut() throws Exception {
    int nobody;
    try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      nobody = server.getLocalPort();
    }
    try (var agent = new LocalAgent(0, one, ".", payload)) {
      agent.port();
      agent.tell("next 9 1 " + nobody + " 127.0.0.1");
      assertThat(agent.line()).isEqualTo("lost 9 Connection refused");
      agent.feed(payload);
      assertThat(agent.line()).isEqualTo("done");
    }
  }

  @Test
  void nameIsLookedUpWhenTheAddressesFail() throws Exception {
    try (var first = new LocalAgent(0, one, ".", payload);
        var second = new LocalAgent(1, two, ".", payload)) {
      first.port();
      first.tell("next 7 1 " + second.port() + " 255.255.255.255 localhost");
      first.feed(payload);
      second.tell("sum " + payload.sum());
      assertThat(second.line()).isEqualTo("done");
      assertThat(two.resolve("file")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void nameThatIsNotFoundIsTold() throws Exception {
    try (var agent = new LocalAgent(0, one, ".", payload, names("return ('not found')"))) {
      agent.port();
      agent.tell("next 9 1 22 nobody.example");
      assertThat(agent.line()).isEqualTo("lost 9 its address is not known");
    }
  }

  @Test
  void nobodyWaitsForALookUp() throws Exception {
    try (var agent = new LocalAgent(0, one, ".", payload, names("sleep 1000"))) {
      agent.port();
      agent.tell("next 9 1 22 nobody.example");
      agent.feed(payload);
      assertThat(agent.line()).isEqualTo("done");
      agent.tell("drop 9");
      assertThat(agent.leave()).isEqualTo(0);
    }
  }

  /** What has Perl answer so for a name that is no number. */
  private Map<String, String> names(String answer) throws IOException {
    Files.writeString(
        local.resolve("Names.pm"),
        """
        package Names;
        use Socket ();
        my $own = \\&Socket::getaddrinfo;
        no warnings 'redefine';
        *Socket::getaddrinfo = sub {
          my @found = $own->($_[0], $_[1], {%%{$_[2]}, flags => Socket::AI_NUMERICHOST()});
          return @found if @found > 1 || ($_[2]{flags} || 0) & Socket::AI_NUMERICHOST();
          %s;
        };
        1;
        """
            .formatted(answer));
    return Map.of("PERL5LIB", local.toString(), "PERL5OPT", "-MNames");
  }

  @Test
  void targetThatIsMissingFailsAtOnce() throws Exception {
    try (var agent = new LocalAgent(0, one, "no/such/place", payload)) {
      assertThat(agent.line()).isEqualTo("fail no/such/place: No such file or directory");
      assertThat(agent.leave()).isEqualTo(1);
    }
  }

  @Test
  void killedAgentLeavesNothing() throws Exception {
    try (var agent = new LocalAgent(0, one, ".", payload);
        var watch = one.getFileSystem().newWatchService()) {
      agent.port();
      agent.data(0, payload.from(0).next());
      one.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      agent.handle().destroyForcibly();
      assertThat(watch.poll(20, TimeUnit.SECONDS)).isNotNull();
      assertThat(names(one)).isEmpty();
    }
  }

  @Test
  void endOfInputLeavesNothing() throws Exception {
    try (var agent = new LocalAgent(0, one, ".", payload)) {
      agent.port();
      agent.data(0, payload.from(0).next());
      assertThat(agent.leave()).isEqualTo(1);
      assertThat(names(one)).isEmpty();
    }
  }
}
