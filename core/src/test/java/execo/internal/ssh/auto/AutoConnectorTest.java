package execo.internal.ssh.auto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.os.Recorder;
import execo.internal.ssh.settings.ClientSettings;
import execo.internal.ssh.settings.SettingsTimeoutException;
import execo.internal.ssh.settings.SomeSettings;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.ExitStatus;
import execo.spi.PortForward;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoConnectorTest {
  @TempDir Path directory;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final List<ChildListener> listeners = Collections.synchronizedList(new ArrayList<>());
  private CompletableFuture<ClientSettings> settings =
      CompletableFuture.completedFuture(SomeSettings.of());
  private final Map<String, CompletableFuture<ClientSettings>> others = new HashMap<>();
  private boolean ssh = true;
  private final AutoConnector auto =
      new AutoConnector(
          new Told("openssh"),
          () -> new Told("embedded"),
          connection -> others.getOrDefault(connection.address(), settings),
          () -> ssh,
          Duration.ZERO);

  /** Writes down what it is asked for. */
  private final class Told implements Connector {
    private final String name;

    Told(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    private Child child(String what) {
      told.add(name + " " + what);
      return new Child() {
        @Override
        public boolean signal(int signal) {
          return told.add("signal " + signal);
        }

        @Override
        public boolean signalTree(int signal) {
          return told.add("tree " + signal);
        }

        @Override
        public CompletableFuture<@Nullable Void> write(byte[] bytes) {
          told.add("write " + new String(bytes, UTF_8));
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public void closeStdin() {
          told.add("close");
        }

        @Override
        public void hangUp() {
          told.add("hang up");
        }

        @Override
        public void pauseReading() {
          told.add("pause");
        }

        @Override
        public void resumeReading() {
          told.add("resume");
        }
      };
    }

    @Override
    public Child run(RemoteCommand command, ChildListener listener) {
      listeners.add(listener);
      return child("run " + command.connection().address());
    }

    @Override
    public Child copy(RemoteCopy copy, ChildListener listener) {
      return child("copy");
    }

    @Override
    public Child forward(PortForward forward, ChildListener listener) {
      return child("forward");
    }

    @Override
    public List<String> commandLine(RemoteCommand command) {
      return List.of(name);
    }

    @Override
    public List<String> commandLine(RemoteCopy copy) {
      return List.of(name);
    }

    @Override
    public List<String> commandLine(PortForward forward) {
      return List.of(name);
    }
  }

  private static EffectiveConnection connection(String host, ConnectionParams params) {
    return EffectiveConnection.of(Host.of(host), params, ConnectionParams.none());
  }

  private Child run(String host, int fanOut) {
    return run(host, fanOut, ConnectionParams.none());
  }

  private Child run(String host, int fanOut, ConnectionParams params) {
    return run(host, fanOut, params, new Recorder());
  }

  private Child run(String host, int fanOut, ConnectionParams params, ChildListener listener) {
    var command =
        new RemoteCommand(connection(host, params), "true", Map.of(), null, false, fanOut, false);
    return auto.run(command, listener);
  }

  /** The keys are looked at on another thread. */
  private void awaitTold(int count) throws InterruptedException {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (told.size() < count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(told).hasSize(count);
  }

  @Test
  void oneCommandOnFewHostsIsForOpensshUntilItComesAgain() throws Exception {
    run("node-1", 20);
    run("node-2", 20);
    assertThat(told).containsExactly("openssh run node-1", "openssh run node-2");
    run("node-1", 20);
    awaitTold(3);
    run("node-3", 1);
    awaitTold(4);
    assertThat(told).endsWith("embedded run node-1", "embedded run node-3");
  }

  @Test
  void manyHostsAreForTheEmbeddedOne() throws Exception {
    run("node", 300);
    awaitTold(1);
    assertThat(told).containsExactly("embedded run node");
  }

  @Test
  void whereThereIsNoSshEverythingIsEmbedded() throws Exception {
    ssh = false;
    run("node", 1);
    awaitTold(1);
    assertThat(told).containsExactly("embedded run node");
  }

  @Test
  void whatIsNotHonouredIsForOpenssh() throws Exception {
    settings = CompletableFuture.completedFuture(SomeSettings.of("proxycommand nc"));
    run("node", 300);
    awaitTold(1);
    run("other", 300, ConnectionParams.none().withSsh(List.of("oarsh")));
    settings = CompletableFuture.failedFuture(new IOException("line 1: bad"));
    run("third", 300);
    awaitTold(3);
    assertThat(told).allMatch(line -> line.startsWith("openssh run"));
  }

  private void configure(String host, String proxyJump, String... options) {
    others.put(
        host,
        CompletableFuture.completedFuture(
            SomeSettings.behind(SomeSettings.of(options), proxyJump)));
  }

  @Test
  void wayIsAskedAboutHopByHop() throws Exception {
    configure("node", "second");
    configure("second", "first");
    run("node", 300);
    awaitTold(1);
    others.put(
        "first", CompletableFuture.completedFuture(SomeSettings.of("proxycommand nc %h %p")));
    run("node", 300);
    awaitTold(2);
    others.put("first", CompletableFuture.failedFuture(new IOException("line 1: bad")));
    run("node", 300);
    awaitTold(3);
    assertThat(told).containsExactly("embedded run node", "openssh run node", "openssh run node");
  }

  @Test
  void circleOfJumpHostsIsNotForOpensshWhichWouldFollowIt() throws Exception {
    configure("node", "first");
    configure("first", "second");
    configure("second", "first");
    run("node", 300);
    awaitTold(1);
    assertThat(told).containsExactly("embedded run node");
  }

  @Test
  void whatIsAskedBeforeTheChoiceIsHeldInOrder() throws Exception {
    settings = new CompletableFuture<>();
    var child = run("node", 300);
    var written = child.write("one".getBytes(UTF_8));
    child.pauseReading();
    child.resumeReading();
    child.closeStdin();
    assertThat(told).isEmpty();
    assertThat(written).isNotDone();
    settings.complete(SomeSettings.of());
    awaitTold(5);
    written.get(30, TimeUnit.SECONDS);
    assertThat(child.signalTree(15)).isTrue();
    child.hangUp();
    awaitTold(7);
    assertThat(told)
        .containsExactly(
            "embedded run node", "write one", "pause", "resume", "close", "tree 15", "hang up");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9, 15})
  void signalBeforeTheChoiceEndsIt(int signal) throws Exception {
    settings = new CompletableFuture<>();
    var listener = new Recorder();
    var child = run("node", 300, ConnectionParams.none(), listener);
    var written = child.write("one".getBytes(UTF_8));
    assertThat(child.signalTree(signal)).isTrue();
    assertThat(listener.status()).isEqualTo(ExitStatus.signalled(signal));
    assertThat(child.signal(signal)).isFalse();
    assertThat(written).isCompletedExceptionally();
    assertThat(child.write(new byte[1])).isCompletedExceptionally();
    settings.complete(SomeSettings.of());
    run("other", 300);
    awaitTold(1);
    assertThat(told).containsExactly("embedded run other");
  }

  @Test
  void choiceThatTakesLongCountsAsTheBeginning() throws Exception {
    settings = new CompletableFuture<>();
    var listener = new Recorder();
    var child = run("node", 300, ConnectionParams.none(), listener);
    assertThat(listener.pid()).isZero();
    assertThat(child.signal(15)).isTrue();
    assertThat(listener.status()).isEqualTo(ExitStatus.signalled(15));
    assertThat(listener.calls()).containsExactly("started", "end STDOUT", "end STDERR", "ended");
  }

  @Test
  void beginningIsToldOnce() throws Exception {
    settings = new CompletableFuture<>();
    var listener = new Recorder();
    run("node", 300, ConnectionParams.none(), listener);
    assertThat(listener.pid()).isZero();
    settings.complete(SomeSettings.of());
    awaitTold(1);
    listeners.getFirst().started(7);
    listeners.getFirst().ended(ExitStatus.exited(0));
    assertThat(listener.status()).isEqualTo(ExitStatus.exited(0));
    assertThat(listener.calls()).containsExactly("started", "ended");
  }

  @Test
  void settingsThatAreNotToldInTimeFailIt() throws Exception {
    settings = CompletableFuture.failedFuture(new SettingsTimeoutException(Duration.ofSeconds(20)));
    var listener = new Recorder();
    var child = run("node", 300, ConnectionParams.none(), listener);
    assertThat(listener.failure()).startsWith("connection failed: ssh -G has not told");
    assertThat(child.signal(15)).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void copiesAreWeighed() throws Exception {
    var small = Files.writeString(directory.resolve("small"), "x").toString();
    var large = directory.resolve("large");
    try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(300L << 20);
    }
    assertThat(weight(2, small)).isEqualTo(Weight.LIGHT);
    assertThat(weight(2, large.toString())).isEqualTo(Weight.HUGE);
    assertThat(weight(20, large.toString())).isEqualTo(Weight.UNKNOWN);
    assertThat(weight(2, directory.toString())).isEqualTo(Weight.UNKNOWN);
    assertThat(weight(2, "none")).isEqualTo(Weight.UNKNOWN);
  }

  private static Weight weight(int fanOut, String source) {
    return Weight.of(
        new RemoteCopy(
            connection("node", ConnectionParams.none()), true, List.of(source), "to", fanOut));
  }
}
