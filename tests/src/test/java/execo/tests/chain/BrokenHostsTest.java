package execo.tests.chain;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.ChainPut;
import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.ManagedProcess;
import execo.tests.real.NetnsHosts;
import execo.tests.real.RealNetns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chain of hosts on a slow network, one of which breaks. */
@RealNetns
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenHostsTest {
  private static final int SIZE = 20_000_000;
  private static final String PLACE = "chain-test";

  private final NetnsHosts network = new NetnsHosts();
  private final List<Host> hosts = network.hosts();
  private final Host broken = hosts.get(2);

  @TempDir Path local;
  private Path file;

  @BeforeEach
  void prepare() throws IOException {
    var bytes = new byte[SIZE];
    new Random(7).nextBytes(bytes);
    file = Files.write(local.resolve("file"), bytes);
    run("rm -rf " + PLACE + " && mkdir " + PLACE);
  }

  @AfterEach
  void clear() {
    network.heal(broken);
    run("rm -rf " + PLACE + " small/*");
  }

  private void run(String command) {
    var remote = new Remote(command, hosts, network.connection()).run();
    assertThat(remote.processes())
        .allSatisfy(process -> assertThat(process.ok()).as(process.dump()).isTrue());
  }

  private ConnectionParams connection() {
    return network
        .connection()
        .withConnectTimeout(Duration.ofSeconds(8))
        .withChainPutClientTimeout(Duration.ofSeconds(2))
        .withChainPutTries(2)
        .withChainPutServerTimeout(Duration.ofSeconds(15));
  }

  private ChainPut put() {
    return new ChainPut(hosts, List.of(file.toString()), PLACE, connection());
  }

  private List<ManagedProcess> others(ChainPut put) {
    var others = new ArrayList<>(put.processes());
    others.remove(hosts.indexOf(broken));
    return others;
  }

  private static ManagedProcess of(ChainPut put, Host host) {
    return put.processes().stream().filter(p -> host.equals(p.host())).findFirst().orElseThrow();
  }

  private void assertGood(List<ManagedProcess> processes) throws IOException {
    for (var process : processes) {
      assertThat(process.finishedOk()).as(process.dump()).isTrue();
      var home = network.home(Objects.requireNonNull(process.host()));
      assertThat(Files.mismatch(home.resolve(PLACE + "/file"), file)).isEqualTo(-1);
      assertNothingElse(home, "file");
    }
  }

  private static void assertNothingElse(Path home, String... names) throws IOException {
    try (var list = Files.list(home.resolve(PLACE))) {
      assertThat(list.map(path -> path.getFileName().toString())).containsExactly(names);
    }
  }

  private static void awaitHalf(ManagedProcess process) {
    var limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    for (var progress = process.progress();
        progress == null || progress.done() < SIZE / 2;
        progress = process.progress()) {
      assertThat(System.nanoTime()).isLessThan(limit);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"crash", "blackhole", "linkdown", "freeze"})
  void othersGoOnWhenOneBreaksHalfWay(String kind) throws Exception {
    network.limitControl("50mbit");
    var put = put().start();
    awaitHalf(of(put, broken));
    network.fault(kind, broken);
    put.await();
    assertGood(others(put));
    var process = of(put, broken);
    assertThat(process.error()).as(process.dump()).isTrue();
    assertThat(process.ok()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sshd-stop", "sshd-hang", "blackhole", "reject", "linkdown", "crash"})
  void hostThatIsBrokenIsLeftOut(String kind) throws Exception {
    network.fault(kind, broken);
    var put = put().run();
    assertGood(others(put));
    var process = of(put, broken);
    assertThat(process.error()).as(process.dump()).isTrue();
  }

  @Test
  void fullDiskFailsAlone() throws Exception {
    new Remote("rmdir " + PLACE + " && ln -s small " + PLACE, List.of(broken), network.connection())
        .run();
    var put = put().run();
    assertGood(others(put));
    var process = of(put, broken);
    assertThat(process.exitCode()).as(process.dump()).isEqualTo(1);
    assertThat(process.stderr()).contains("No space left on device");
    var left = new Remote("ls -A small", List.of(broken), network.connection()).run();
    assertThat(left.processes().getFirst().stdout()).isEmpty();
  }

  /** Only ssh gets through to it. */
  @Test
  void hostThatNoOtherReachesIsServedFromHere() throws Exception {
    network.exec(
        broken,
        "nft",
        "add table inet fault; add chain inet fault in { type filter hook input priority 0; };"
            + " add rule inet fault in ct state new tcp dport != 22 drop");
    assertGood(put().run().processes());
  }

  @Test
  void lossySlowLinkIsNoReasonToFail() throws Exception {
    network.fault("loss", broken, "3");
    network.fault("delay", broken, "10");
    assertGood(put().run().processes());
  }
}
