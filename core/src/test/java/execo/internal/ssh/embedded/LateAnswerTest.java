package execo.internal.ssh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.internal.os.Recorder;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.spi.Child;
import execo.spi.ExitStatus;
import execo.spi.RemoteCommand;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that the host has begun before it says so. */
class LateAnswerTest {
  private static final int TERM = 15;
  private static final int KILL = 9;

  private final LoopbackServer server;
  private final EmbeddedConnector connector = new EmbeddedConnector(new Pool(new OpeningLimit(64)));
  private final Recorder told = new Recorder();

  LateAnswerTest() throws IOException {
    server = new LoopbackServer();
  }

  @BeforeEach
  void beLate() {
    server.late = true;
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Child run() {
    var connection = server.connection("127.0.0.1", ConnectionParams.none());
    return connector.run(
        new RemoteCommand(connection, "sleep 1000", Map.of(), null, false, 1, false), told);
  }

  private static @Nullable String nextSignal(LoopbackServer.Played command) throws Exception {
    return command.signals.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void signalFollowsTheAnswer() throws Exception {
    var child = run();
    var command = server.next();
    assertThat(child.signal(TERM)).isTrue();
    command.answer();
    assertThat(nextSignal(command)).isEqualTo("TERM");
    command.end(128 + TERM);
    assertThat(told.status()).isEqualTo(ExitStatus.signalled(TERM));
  }

  @Test
  void commandThatWasGivenUpIsKilledWhenTheAnswerComes() throws Exception {
    var child = run();
    var command = server.next();
    var closed = new CompletableFuture<Boolean>();
    command.addCloseFutureListener(_ -> closed.complete(true));
    assertThat(child.signal(KILL)).isTrue();
    assertThat(told.status()).isEqualTo(ExitStatus.signalled(KILL));
    assertThat(child.signal(KILL)).isFalse();
    assertThat(command.signals).isEmpty();
    assertThat(closed).as("its channel").isNotDone();
    command.answer();
    assertThat(nextSignal(command)).isEqualTo("KILL");
    command.end(128 + KILL);
    Recorder.await(closed);
    assertThat(told.calls()).containsExactly("started", "end STDOUT", "end STDERR", "ended");
  }

  @Test
  void connectionServesOthersMeanwhileAndAfterwards() throws Exception {
    var child = run();
    var first = server.next();
    child.signal(KILL);
    told.status();
    server.late = false;
    var others = new Recorder();
    var connection = server.connection("127.0.0.1", ConnectionParams.none());
    connector.run(new RemoteCommand(connection, "true", Map.of(), null, false, 1, false), others);
    server.next().end(0);
    assertThat(others.status()).isEqualTo(ExitStatus.exited(0));
    first.answer();
    assertThat(nextSignal(first)).isEqualTo("KILL");
    assertThat(server.accepted()).isEqualTo(1);
  }
}
