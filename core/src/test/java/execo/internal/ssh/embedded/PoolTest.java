package execo.internal.ssh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.internal.os.ChildJvm;
import execo.internal.os.Recorder;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.spi.ExitStatus;
import execo.spi.RemoteCommand;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections there are to a host, and how long. */
class PoolTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final String ONE = "127.0.0.1";
  private static final String OTHER = "127.0.0.2";

  private final LoopbackServer server;

  PoolTest() throws IOException {
    server = new LoopbackServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static EmbeddedConnector connector(int mostLinks, Duration idle) {
    return new EmbeddedConnector(
        new Pool(
            new OpeningLimit(64), new Server.Limits(mostLinks, idle), InetAddress::getAllByName));
  }

  private Recorder begin(EmbeddedConnector connector, String address) {
    var told = new Recorder();
    var connection = server.connection(address, ConnectionParams.none());
    connector.run(new RemoteCommand(connection, "command", Map.of(), null, false, 1, false), told);
    return told;
  }

  private void run(EmbeddedConnector connector, String address) throws InterruptedException {
    var told = begin(connector, address);
    server.next().end(0);
    assertThat(told.status()).isEqualTo(ExitStatus.exited(0));
  }

  @Test
  void idleConnectionIsClosedAndTheNextCommandHasAnother() throws Exception {
    var connector = connector(100, Duration.ofMillis(200));
    run(connector, ONE);
    server.awaitOpen(0);
    assertThat(server.farewell()).isEqualTo("it is not used");
    run(connector, ONE);
    assertThat(server.accepted()).isEqualTo(2);
  }

  /** A program that begins a command on a server, and ends when it is told to. */
  static final class Leaving {
    private Leaving() {}

    static void main(String... port) throws Exception {
      var connection =
          LoopbackServer.connection(ONE, Integer.parseInt(port[0]), ConnectionParams.none());
      EmbeddedConnector.INSTANCE.run(
          new RemoteCommand(connection, "command", Map.of(), null, false, 1, false),
          new Recorder());
      System.in.readAllBytes();
      System.exit(0);
    }
  }

  @Test
  void programThatEndsTellsItsHosts() throws Exception {
    var command = ChildJvm.command(Leaving.class, List.of(), Integer.toString(server.port()));
    var program =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    var running = server.next();
    program.outputWriter().close();
    assertThat(server.farewell()).isEqualTo("this program ends");
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(running.signals.poll(30, TimeUnit.SECONDS)).isEqualTo("TERM");
    server.awaitOpen(0);
  }

  @Test
  void busyConnectionStays() throws Exception {
    var connector = connector(100, Duration.ofMillis(200));
    var told = begin(connector, ONE);
    var busy = server.next();
    // its own connection is left by another guest, and the other one falls idle after that
    run(connector, ONE);
    run(connector, OTHER);
    server.awaitOpen(1);
    assertThat(busy.getSession().isOpen()).isTrue();
    busy.end(3);
    assertThat(told.status()).isEqualTo(ExitStatus.exited(3));
    server.awaitOpen(0);
  }

  @Test
  void connectionThatIsUsedAgainInTimeStays() throws Exception {
    var connector = connector(100, Duration.ofSeconds(2));
    run(connector, ONE);
    run(connector, OTHER);
    var told = begin(connector, ONE);
    var busy = server.next();
    server.awaitOpen(1);
    assertThat(busy.getSession().isOpen()).isTrue();
    busy.end(0);
    assertThat(told.status()).isEqualTo(ExitStatus.exited(0));
    assertThat(server.accepted()).isEqualTo(2);
  }

  @Test
  void guestBeyondTheLimitWaitsAndIsServedThen() throws Exception {
    server.mostSessions = 1;
    var connector = connector(2, NEVER);
    var first = begin(connector, ONE);
    var firstCommand = server.next();
    var second = begin(connector, ONE);
    var secondCommand = server.next();
    var third = begin(connector, ONE);
    // on a host of its own, after the third has been seen to
    run(connector, OTHER);
    assertThat(third.ended).isNotDone();
    firstCommand.end(1);
    assertThat(first.status()).isEqualTo(ExitStatus.exited(1));
    server.next().end(3);
    assertThat(third.status()).isEqualTo(ExitStatus.exited(3));
    secondCommand.end(2);
    assertThat(second.status()).isEqualTo(ExitStatus.exited(2));
    assertThat(server.accepted()).isEqualTo(3);
  }

  @Test
  void onlyIdleConnectionsAreClosedOnRequest() throws Exception {
    var connector = connector(100, NEVER);
    var told = begin(connector, ONE);
    var busy = server.next();
    run(connector, OTHER);
    assertThat(server.open()).isEqualTo(2);
    connector.closeIdle();
    server.awaitOpen(1);
    assertThat(busy.getSession().isOpen()).isTrue();
    busy.end(0);
    assertThat(told.status()).isEqualTo(ExitStatus.exited(0));
    run(connector, ONE);
    assertThat(server.accepted()).isEqualTo(2);
  }
}
