package execo.tests.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.action.ActionFactory;
import execo.action.ChainPut;
import execo.config.ExecoSettings;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.ManagedProcess;
import execo.testbed.Fleet;
import execo.tests.connector.FileTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a chain of hosts gets, whatever becomes of some of them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChainPutTest {
  private static final int LONG = 150_000_000;

  private final Fleet fleet = Fleet.start(6);
  private final List<Host> hosts = fleet.hosts();

  @TempDir Path local;

  @AfterEach
  void end() {
    fleet.close();
  }

  private ConnectionParams connection() {
    return fleet.connection().withChainPutRetryDelay(Duration.ofMillis(100));
  }

  private ChainPut put(List<Host> hosts, String target, Path... files) {
    var paths = List.of(files).stream().map(Path::toString).toList();
    return new ChainPut(hosts, paths, target, connection());
  }

  private Path file(String name, int size) throws IOException {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Files.write(local.resolve(name), bytes);
  }

  /** A file that takes its time, and no room on the disk here. */
  private Path longFile() throws IOException {
    var path = file("long", 1000);
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(LONG);
    }
    return path;
  }

  private void assertOk(List<ManagedProcess> processes, Path file, String name) throws IOException {
    assertThat(processes).isNotEmpty();
    for (var process : processes) {
      assertThat(process.finishedOk()).as(process.dump()).isTrue();
      var host = Objects.requireNonNull(process.host());
      assertThat(Files.mismatch(fleet.home(host).resolve(name), file)).isEqualTo(-1);
    }
  }

  private void assertHolds(Host host, String... names) throws IOException {
    try (var list = Files.list(fleet.home(host))) {
      assertThat(list.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  private static void awaitProgress(ManagedProcess process) {
    await(() -> {
      var progress = process.progress();
      return progress != null && progress.done() > 0;
    });
  }

  private static void await(BooleanSupplier condition) {
    var limit = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(limit);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The agent that works in the home of a host. */
  private ProcessHandle agent(Host host) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().orElse("").contains("perl"))
        .filter(process -> isIn(process, fleet.home(host)))
        .min((one, two) -> Long.compare(one.pid(), two.pid()))
        .orElseThrow();
  }

  private static boolean isIn(ProcessHandle process, Path directory) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")).equals(directory);
    } catch (IOException e) {
      return false;
    }
  }

  private static void signal(String signal, ProcessHandle process) throws Exception {
    new ProcessBuilder("kill", "-" + signal, "" + process.pid()).inheritIO().start().waitFor();
  }

  @Test
  void allHostsGetTheFile() throws Exception {
    var file = file("big", 20_000_000);
    var put = put(hosts, ".", file).run();
    assertOk(put.processes(), file, "big");
    for (var host : hosts) {
      assertHolds(host, "big");
    }
    assertThat(put.processes())
        .allSatisfy(process ->
            assertThat(Objects.requireNonNull(process.progress()).done()).isEqualTo(20_000_000));
  }

  @Test
  void directoriesGoAsTheyAre() throws Exception {
    var tree = local.resolve("a tree");
    Files.createDirectories(tree.resolve("deep/er"));
    Files.createDirectories(tree.resolve("empty"));
    Files.writeString(tree.resolve("it's \"é\" $HOME"), "text");
    Files.createFile(tree.resolve("deep/nothing"));
    Files.writeString(tree.resolve("deep/er/run"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        tree.resolve("deep/er/run"), PosixFilePermissions.fromString("r-xr-x---"));
    Files.setLastModifiedTime(
        tree.resolve("deep/er/run"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
    Files.setPosixFilePermissions(
        tree.resolve("deep/er"), PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setLastModifiedTime(
        tree.resolve("empty"), FileTime.from(Instant.parse("1999-02-03T04:05:06Z")));
    var other = file("other", 10);
    var put = put(hosts, ".", tree, other).run();
    assertOk(put.processes(), other, "other");
    for (var host : hosts) {
      assertThat(FileTree.of(fleet.home(host).resolve("a tree"))).isEqualTo(FileTree.of(tree));
      Files.setPosixFilePermissions(
          fleet.home(host).resolve("a tree/deep/er"), PosixFilePermissions.fromString("rwx------"));
    }
    Files.setPosixFilePermissions(
        tree.resolve("deep/er"), PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void directoryIsLaidOverOneThatIsThere() throws Exception {
    var tree = Files.createDirectories(local.resolve("tree"));
    Files.writeString(tree.resolve("new"), "new");
    Files.writeString(tree.resolve("changed"), "changed");
    var there = Files.createDirectories(fleet.home(hosts.getFirst()).resolve("tree"));
    Files.writeString(there.resolve("old"), "old");
    Files.writeString(there.resolve("changed"), "before");
    var put = put(hosts.subList(0, 2), ".", tree).run();
    assertOk(put.processes(), tree.resolve("changed"), "tree/changed");
    assertThat(there.resolve("old")).hasContent("old");
    assertThat(there.resolve("new")).hasContent("new");
  }

  @Test
  void fileMayGetAnotherName() throws Exception {
    var file = file("f", 5000);
    var put = put(hosts, "~/for {{{host}}} {{[a, b]}}", file).run();
    for (var i = 0; i < hosts.size(); i++) {
      var name = "for " + hosts.get(i).address() + (i % 2 == 0 ? " a" : " b");
      assertOk(put.processes().subList(i, i + 1), file, name);
      assertHolds(hosts.get(i), name);
    }
  }

  @Test
  void emptyFileIsAFileToo() throws Exception {
    var file = file("empty", 0);
    assertOk(put(hosts, ".", file).run().processes(), file, "empty");
  }

  @Test
  void repeatedHostsAreDropped() throws Exception {
    var twice = new ArrayList<>(hosts);
    twice.addAll(hosts);
    var put = put(twice, ".", file("f", 10)).run();
    assertThat(put.processes()).hasSize(hosts.size());
    assertThat(put.ok()).isTrue();
    assertThat(put.hosts()).isEqualTo(hosts);
  }

  @Test
  void missingLocalFileStartsNothing() {
    var put = put(hosts, ".", local.resolve("none"));
    assertThatThrownBy(put::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
    assertThat(put.started()).isFalse();
  }

  @Test
  void sourceHasNoSubstitution() {
    assertThatThrownBy(() -> put(hosts, ".", local.resolve("{{{host}}}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{{{host}}}");
  }

  @Test
  void noHostsAreOk() throws Exception {
    assertThat(put(List.of(), ".", file("f", 10)).run().ok()).isTrue();
  }

  @Test
  void deadHostsAreLeftOut() throws Exception {
    var file = file("f", 2_000_000);
    for (var dead : List.of(0, 3, 5)) {
      fleet.stop(hosts.get(dead));
    }
    var put = put(hosts, ".", file).run();
    for (var i = 0; i < hosts.size(); i++) {
      var process = put.processes().get(i);
      if (List.of(0, 3, 5).contains(i)) {
        assertThat(process.error()).as(process.dump()).isTrue();
        assertThat(process.reason()).contains("refused");
        assertHolds(hosts.get(i));
      } else {
        assertOk(List.of(process), file, "f");
      }
    }
  }

  @Test
  void noHostAtAllIsNoOk() throws Exception {
    hosts.forEach(fleet::stop);
    var put = put(hosts, ".", file("f", 10)).run();
    assertThat(put.processes()).allSatisfy(process -> assertThat(process.ok()).isFalse());
  }

  @Test
  void hostThatCannotWriteFailsAlone() throws Exception {
    var file = file("f", 2_000_000);
    for (var host : hosts) {
      if (!host.equals(hosts.get(2))) {
        Files.createDirectory(fleet.home(host).resolve("place"));
      }
    }
    var put = put(hosts, "place/", file).run();
    var others = new ArrayList<>(put.processes());
    var failed = others.remove(2);
    assertOk(others, file, "place/f");
    assertThat(failed.error()).isFalse();
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.stderr()).contains("place/: No such file or directory");
  }

  @Test
  void othersGoOnWhenOneIsLost() throws Exception {
    var file = longFile();
    var put = put(hosts, ".", file).start();
    var others = new ArrayList<>(put.processes());
    var victim = others.remove(2);
    awaitProgress(victim);
    fleet.disconnect(hosts.get(2));
    put.await();
    assertOk(others, file, "long");
    assertThat(victim.error()).as(victim.dump()).isTrue();
    await(() -> isEmpty(fleet.home(hosts.get(2))));
  }

  private static boolean isEmpty(Path directory) {
    try (var list = Files.list(directory)) {
      return list.findAny().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void othersGoOnWhenTheFirstIsLost() throws Exception {
    var file = longFile();
    var put = put(hosts, ".", file).start();
    awaitProgress(put.processes().getFirst());
    agent(hosts.getFirst()).destroyForcibly();
    put.await();
    assertOk(put.processes().subList(1, 6), file, "long");
    assertThat(put.processes().getFirst().ok()).isFalse();
    await(() -> isEmpty(fleet.home(hosts.getFirst())));
  }

  @Test
  void othersGoOnWhenTheLastIsLost() throws Exception {
    var file = longFile();
    var put = put(hosts, ".", file).start();
    var others = new ArrayList<>(put.processes());
    var victim = others.removeLast();
    awaitProgress(victim);
    fleet.disconnect(hosts.getLast());
    put.await();
    assertOk(others, file, "long");
    assertThat(victim.error()).as(victim.dump()).isTrue();
    await(() -> isEmpty(fleet.home(hosts.getLast())));
  }

  @Test
  void noneWaitsForOneThatIsFrozen() throws Exception {
    var file = longFile();
    var impatient = connection().withChainPutServerTimeout(Duration.ofSeconds(4));
    var put = new ChainPut(hosts, List.of(file.toString()), ".", impatient).start();
    var others = new ArrayList<>(put.processes());
    var victim = others.remove(3);
    awaitProgress(victim);
    signal("STOP", agent(hosts.get(3)));
    put.await();
    assertOk(others, file, "long");
    assertThat(victim.error()).as(victim.dump()).isTrue();
    assertThat(victim.reason()).contains("not been heard of for 4 s");
    await(() -> isEmpty(fleet.home(hosts.get(3))));
  }

  @Test
  void killLeavesNothing() throws Exception {
    var put = put(hosts, ".", longFile()).start();
    awaitProgress(put.processes().getLast());
    put.kill().await();
    for (var process : put.processes()) {
      assertThat(process.signal()).as(process.dump()).isEqualTo(15);
    }
    for (var host : hosts) {
      assertHolds(host);
    }
  }

  @Test
  void oneIsKilledAlone() throws Exception {
    var file = longFile();
    var put = put(hosts, ".", file).start();
    var others = new ArrayList<>(put.processes());
    var victim = others.remove(1);
    awaitProgress(victim);
    victim.kill();
    put.await();
    assertOk(others, file, "long");
    assertThat(victim.signal()).isEqualTo(15);
    assertHolds(hosts.get(1));
  }

  @Test
  void factoryMakesIt() throws Exception {
    var factory =
        new ActionFactory(
            ExecoSettings.RemoteTool.SSH,
            ExecoSettings.FilePutTool.CHAINPUT,
            ExecoSettings.FileGetTool.SCP);
    var file = file("f", 10);
    var put = factory.put(hosts, List.of(file.toString()), ".", connection()).run();
    assertThat(put).isInstanceOf(ChainPut.class);
    assertOk(put.processes(), file, "f");
  }
}
