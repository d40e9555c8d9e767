package execo.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals over the wire, which OpenSSH's client never sends. */
@Timeout(60)
class SignalsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** What a command wrote, and when it wrote its first line. */
  private static final class Said extends ByteArrayOutputStream {
    final CompletableFuture<Void> line = new CompletableFuture<>();

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      if (toString(StandardCharsets.UTF_8).contains("\n")) {
        line.complete(null);
      }
    }
  }

  private static void send(ChannelExec channel, String signal) throws Exception {
    var buffer = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
    buffer.putUInt(channel.getRecipient());
    buffer.putString("signal");
    buffer.putBoolean(false);
    buffer.putString(signal);
    channel.getSession().writePacket(buffer);
  }

  @Test
  void signalsReachTheGroupAndComeBack() throws Exception {
    try (var fleet = Fleet.start(1);
        var client = SshClient.setUpDefaultClient()) {
      var params = fleet.connection();
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.setKeyIdentityProvider(
          new FileKeyPairProvider(Objects.requireNonNull(params.keyFile())));
      client.start();
      try (var session =
          client.connect(params.user(), "127.1.0.1", fleet.port()).verify(LONG).getSession()) {
        session.auth().verify(LONG);
        var command = "sleep 600 & echo up; while :; do wait; done";
        try (var channel = session.createExecChannel(command)) {
          var said = new Said();
          channel.setOut(said);
          channel.open().verify(LONG);
          said.line.get();
          send(channel, "KILL");
          channel.waitFor(EnumSet.of(ClientChannelEvent.EXIT_SIGNAL), LONG);
          assertThat(channel.getExitSignal()).isEqualTo("KILL");
          assertThat(channel.getExitStatus()).isNull();
        }
        try (var channel = session.createExecChannel("exit 9")) {
          channel.open().verify(LONG);
          channel.waitFor(EnumSet.of(ClientChannelEvent.EXIT_STATUS), LONG);
          assertThat(channel.getExitStatus()).isEqualTo(9);
        }
      }
    }
  }
}
