package execo.internal.ssh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.internal.os.Recorder;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.spi.Child;
import execo.spi.ExitStatus;
import execo.spi.RemoteCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name service that is slow costs the hosts that it is asked for, and no others. */
class ResolvingTest {
  private static final int PLACES = 4;
  private static final int TERM = 15;

  private final LoopbackServer server;
  private final CountDownLatch answering = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final EmbeddedConnector connector =
      new EmbeddedConnector(
          new Pool(new OpeningLimit(PLACES), Server.Limits.USUAL, this::addresses));

  ResolvingTest() throws IOException {
    server = new LoopbackServer();
  }

  private InetAddress[] addresses(String name) throws UnknownHostException {
    if (name.startsWith("slow")) {
      asked.countDown();
      try {
        answering.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return InetAddress.getAllByName("127.0.0.1");
  }

  @AfterEach
  void stop() throws IOException {
    answering.countDown();
    server.close();
  }

  private Child run(String host, Duration connectTimeout, Recorder told) {
    var params = ConnectionParams.none().withConnectTimeout(connectTimeout);
    return connector.run(
        new RemoteCommand(
            server.connection(host, params), "command", Map.of(), null, false, 1, false),
        told);
  }

  @Test
  void connectTimeoutHoldsForTheNameToo() throws Exception {
    var all = IntStream.range(0, 2 * PLACES).mapToObj(i -> new Recorder()).toList();
    for (var i = 0; i < all.size(); i++) {
      run("slow-" + i, Duration.ofSeconds(1), all.get(i));
    }
    for (var i = 0; i < all.size(); i++) {
      assertThat(all.get(i).failure())
          .isEqualTo("connection failed: Could not resolve hostname slow-" + i + ": timed out");
    }
    var good = new Recorder();
    run("quick", Duration.ofSeconds(30), good);
    server.next().end(0);
    assertThat(good.status()).isEqualTo(ExitStatus.exited(0));
    answering.countDown();
    run("quick", Duration.ofSeconds(30), new Recorder());
    server.next().end(0);
    assertThat(server.accepted()).isEqualTo(1);
  }

  @Test
  void signalEndsWhatWaitsForItsName() throws Exception {
    var told = new Recorder();
    var child = run("slow", Duration.ZERO, told);
    asked.await();
    assertThat(child.signal(TERM)).isTrue();
    assertThat(told.status()).isEqualTo(ExitStatus.signalled(TERM));
  }

  @Test
  void nameThatComesInTimeIsConnectedTo() throws Exception {
    var told = new Recorder();
    run("slow", Duration.ofSeconds(30), told);
    asked.await();
    answering.countDown();
    server.next().end(0);
    assertThat(told.status()).isEqualTo(ExitStatus.exited(0));
    assertThat(List.of(server.accepted(), server.open())).containsOnly(1);
  }
}
