package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.CopyProcess;
import execo.process.ManagedProcess;
import execo.process.PortForwarder;
import execo.process.SshProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.PtyMode;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystem;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the connector {@code embedded} makes of hosts that refuse, or say what nobody asked. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddHostTest {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final Host host = new Host("127.0.0.1");
  @TempDir Path directory;

  @BeforeEach
  void prepare() throws Exception {
    PrivateSshd.keygen("-t", "ecdsa", "-N", "", "-f", directory.resolve("id").toString());
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
    server.setPublickeyAuthenticator((user, key, session) -> true);
    server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(true);
  }

  private ConnectionParams connection(int port) {
    return ConnectionParams.none()
        .withConnector("embedded")
        .withUser("anybody")
        .withPort(port)
        .withKeyFile(directory.resolve("id"))
        .withHostKeys(HostKeyPolicy.OFF)
        .withSshOptions(List.of("-F", "none"));
  }

  private ConnectionParams connection() {
    return connection(server.getPort());
  }

  private static <P extends ManagedProcess> P ended(P process) {
    process.await("60s");
    assertThat(process.ended()).as(process.dump()).isTrue();
    return process;
  }

  private CopyProcess put(String name) throws IOException {
    var file = Files.writeString(directory.resolve("file"), "text");
    return ended(
        CopyProcess.put(
                List.of(file.toString()), directory.resolve(name).toString(), host, connection())
            .start());
  }

  // ---- SFTP

  /** As a login shell whose start-up file prints text does, or a forced command. */
  private static final class Chatter implements SubsystemFactory {
    @Override
    public String getName() {
      return "sftp";
    }

    @Override
    public Command createSubsystem(ChannelSession channel) throws IOException {
      return new ProcessShellCommandFactory()
          .createCommand(channel, "echo Welcome, dear user; cat");
    }
  }

  @Test
  void textInPlaceOfSftpHarmsNothingElseOnTheConnection() throws Exception {
    server.setSubsystemFactories(List.of(new Chatter()));
    server.start();
    try (var other = new SshProcess("echo ready; read -r l; echo $l", host, connection())) {
      other.openStdin().start();
      assertThat(other.expect("ready", "60s")).isPresent();
      var copy = put("copy");
      assertThat(copy.error()).as(copy.dump()).isTrue();
      assertThat(copy.reason()).contains("begins with 'Welc'", "does a login there print text?");
      other.println("still here").closeStdin();
      assertThat(ended(other).stdout()).isEqualTo("ready\nstill here\n");
    }
  }

  @Test
  void copyThatHasEndedLeavesNoServerBehind() throws Exception {
    var copies = 5;
    var ended = new CountDownLatch(copies);
    server.setSubsystemFactories(
        List.of(
            new SftpSubsystemFactory() {
              @Override
              public Command createSubsystem(ChannelSession channel) {
                return new SftpSubsystem(channel, this) {
                  @Override
                  public void destroy(ChannelSession destroyed) {
                    ended.countDown();
                    super.destroy(destroyed);
                  }
                };
              }
            }));
    server.start();
    for (var i = 0; i < copies; i++) {
      var copy = put("copy" + i);
      assertThat(copy.ok()).as(copy.dump()).isTrue();
    }
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  // ---- terminals and ports

  private static final class WithoutTerminal extends ChannelSessionFactory {
    @Override
    public Channel createChannel(Session session) {
      return new ChannelSession() {
        @Override
        protected RequestHandler.Result handlePtyReqParsed(
            String term,
            int columns,
            int rows,
            int width,
            int height,
            Map<PtyMode, Integer> modes) {
          return RequestHandler.Result.ReplyFailure;
        }
      };
    }
  }

  @Test
  void commandGoesOnWithoutTheTerminalThatIsRefused() throws Exception {
    server.setChannelFactories(List.of(new WithoutTerminal()));
    server.start();
    var process = new SshProcess("cat", host, connection().withTty(true)).openStdin().start();
    process.println("text");
    assertThat(process.expect("text", "60s")).as(process.dump()).isPresent();
    process.closeStdin();
    ended(process);
    assertThat(process.exitCode()).as(process.dump()).isZero();
    assertThat(process.stderr()).isEqualTo("the host gives no terminal\n");
  }

  @Test
  void forwardingThatIsRefusedIsTold() throws Exception {
    server.setChannelFactories(
        List.of(ChannelSessionFactory.INSTANCE, DirectTcpipFactory.INSTANCE));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.start();
    try (var forwarder = new PortForwarder(host, "127.0.0.1", 9, connection()).start();
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), forwarder.localPort())) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(forwarder.expect("no connection to 127.0.0.1 port 9: ", "60s"))
          .as(forwarder.dump())
          .isPresent();
      assertThat(forwarder.ended()).isFalse();
    }
  }

  // ---- keep-alive

  @Test
  void hostThatWritesIsAliveThoughItAnswersNothing() throws Exception {
    server.setGlobalRequestHandlers(
        List.of((connection, request, wantsReply, buffer) -> RequestHandler.Result.Replied));
    server.start();
    var line = "i=0; while [ $i -lt 25 ]; do echo $i; i=$((i+1)); sleep 0.2; done";
    var params = connection().withKeepAlive(Duration.ofSeconds(3));
    var process = ended(new SshProcess(line, host, params).start());
    assertThat(process.ok()).as(process.dump()).isTrue();
  }

  // ---- what listens is no ssh server

  private interface Talk {
    void on(OutputStream out) throws IOException;
  }

  /** What becomes of a command where each connection begins so. */
  private ManagedProcess against(AtomicInteger connections, Talk talk) throws IOException {
    try (var listener = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.startVirtualThread(() -> {
        while (!listener.isClosed()) {
          try (var socket = listener.accept()) {
            connections.incrementAndGet();
            talk.on(socket.getOutputStream());
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            // gone: the next one counts
          }
        }
      });
      var params = connection(listener.getLocalPort()).withConnectTimeout(Duration.ofSeconds(60));
      return ended(new SshProcess("echo ran", host, params).start());
    }
  }

  private static void assertRefused(ManagedProcess process, String reason) {
    assertThat(process.error()).as(process.dump()).isTrue();
    assertThat(process.reason()).contains(reason).doesNotContainPattern("\\p{Cc}");
  }

  /** Also when it ends the connection as soon as that is there. */
  @RepeatedTest(20)
  void anotherProtocolIsToldFromAServerUnderLoad() throws Exception {
    var connections = new AtomicInteger();
    var noise = "\u0001\u0007\u001b[2J\0 noise\r\n".repeat(10).getBytes(StandardCharsets.US_ASCII);
    assertRefused(against(connections, out -> out.write(noise)), "does not speak ssh");
    assertThat(connections).hasValue(1);
  }

  @Test
  void wordsOfTheHostSteerNoTerminal() throws Exception {
    var greeting = "SSH-1.5-\u001b[31mold\r\n".getBytes(StandardCharsets.US_ASCII);
    assertRefused(against(new AtomicInteger(), out -> out.write(greeting)), "SSH-1.5-?[31mold");
  }
}
