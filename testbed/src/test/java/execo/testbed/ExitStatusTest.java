package execo.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.session.ConnectionService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that leaves at the end of the output knows how the command ended. */
class ExitStatusTest {
  private static final long LIMIT = 30;

  /** Tells how the command has ended when its output ends. */
  private static final class Watched extends ChannelExec {
    private final CompletableFuture<String> known = new CompletableFuture<>();

    Watched(String command) {
      super(command, null, null);
    }

    private static String text(@Nullable Object value) {
      return String.valueOf(value);
    }

    @Override
    public void handleEof() throws IOException {
      known.complete(getExitSignal() == null ? text(getExitStatus()) : getExitSignal());
      super.handleEof();
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "echo text; exit 3, 3", "kill -KILL $$, KILL"})
  void exitIsToldBeforeTheEndOfTheOutput(String command, String exit) throws Exception {
    try (var fleet = Fleet.start(1);
        var client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier((session, address, key) -> true);
      client.setKeyIdentityProvider(
          new FileKeyPairProvider(Objects.requireNonNull(fleet.connection().keyFile())));
      client.start();
      var host = fleet.hosts().getFirst().address();
      try (var session =
          client
              .connect(System.getProperty("user.name"), host, fleet.port())
              .verify(LIMIT, TimeUnit.SECONDS)
              .getSession()) {
        session.auth().verify(LIMIT, TimeUnit.SECONDS);
        var channel = new Watched(command);
        session.getService(ConnectionService.class).registerChannel(channel);
        channel.open().verify(LIMIT, TimeUnit.SECONDS);
        assertThat(channel.known.get(LIMIT, TimeUnit.SECONDS)).isEqualTo(exit);
      }
    }
  }
}
