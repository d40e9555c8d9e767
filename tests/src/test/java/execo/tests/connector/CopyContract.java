package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.action.Get;
import execo.action.Put;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.ManagedProcess;
import execo.process.SshProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files reach all hosts and come back as they were. */
abstract class CopyContract extends ConnectorContract {
  /** A directory for each host, which may be the same machine under another address. */
  private final String place = "copies-" + trace.mark();

  private final List<Host> some = hosts.hosts(3);

  @TempDir Path local;

  CopyContract(HostsUnderTest hosts) {
    super(hosts);
  }

  @AfterEach
  void deleteThePlaces() throws IOException {
    for (var host : some) {
      FileTree.delete(hosts.home(host).resolve(place));
    }
  }

  private Path there(Host host) {
    return hosts.home(host).resolve(place).resolve(host.address());
  }

  private String template() {
    return place + "/{{{host}}}";
  }

  private void makePlaces() {
    assertOk(ended(remote("mkdir -p " + template(), some).start()));
  }

  private Path file(Path path, String text, String mode, String time) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    dress(path, mode, time);
    return path;
  }

  private static void dress(Path path, String mode, String time) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    Files.setLastModifiedTime(path, FileTime.from(Instant.parse(time)));
  }

  private Path tree() throws IOException {
    var root = local.resolve("tree");
    file(root.resolve("plain"), "plain\n", "rw-r-----", "2001-02-03T04:05:06Z");
    file(root.resolve("run me"), "#!/bin/sh\n", "rwxr-x--x", "2011-02-03T04:05:06Z");
    file(root.resolve("deep/er/read only"), "", "r--r--r--", "2021-02-03T04:05:06Z");
    Files.createDirectories(root.resolve("empty"));
    dress(root.resolve("empty"), "rwx--x---", "1999-12-31T23:59:59Z");
    dress(root.resolve("deep/er"), "r-xr-x---", "2002-02-02T02:02:02Z");
    // not writable for the group: scp lets the umask take that from directories that it makes here
    dress(root.resolve("deep"), "rwxr-x--x", "2003-03-03T03:03:03Z");
    dress(root, "rwxr-xr-x", "2004-04-04T04:04:04Z");
    return root;
  }

  private Put put(String target, Path... files) {
    var paths = List.of(files).stream().map(Path::toString).toList();
    return new Put(some, paths, target, connection());
  }

  /** At 100 KB a second. */
  private ConnectionParams slowly() {
    var options = new ArrayList<>(Objects.requireNonNull(connection().scpOptions()));
    options.addAll(List.of("-l", "800"));
    return connection().withScpOptions(options);
  }

  private Get get(String file, String directory) {
    return new Get(some, List.of(file), directory, connection());
  }

  @Test
  void directoriesGoAndComeBackAsTheyWere() throws Exception {
    makePlaces();
    var tree = tree();
    var sent = FileTree.of(tree);
    assertOk(ended(put(template(), tree).start()));
    for (var host : some) {
      assertThat(FileTree.of(there(host).resolve("tree"))).isEqualTo(sent);
    }
    var back = local.resolve("back");
    assertOk(ended(get(template() + "/tree", back + "/{{{host}}}").start()));
    for (var host : some) {
      assertThat(FileTree.of(back.resolve(host.address()).resolve("tree"))).isEqualTo(sent);
    }
    for (var host : some) {
      dress(there(host).resolve("tree/deep/er"), "rwxr-x---", "2002-02-02T02:02:02Z");
      dress(
          back.resolve(host.address()).resolve("tree/deep/er"),
          "rwxr-x---",
          "2002-02-02T02:02:02Z");
    }
    dress(tree.resolve("deep/er"), "rwxr-x---", "2002-02-02T02:02:02Z");
  }

  @Test
  void severalFilesAtOnce() throws Exception {
    makePlaces();
    var one = file(local.resolve("one"), "1", "rw-r--r--", "2001-01-01T00:00:00Z");
    var two = file(local.resolve("two"), "2", "rw-------", "2002-01-01T00:00:00Z");
    assertOk(ended(put(template(), one, two).start()));
    for (var host : some) {
      assertThat(there(host).resolve("one")).hasContent("1");
      assertThat(FileTree.of(there(host).resolve("two"))).isEqualTo(FileTree.of(two));
    }
  }

  @Test
  void bigFileIsCopiedWhole() throws Exception {
    var bytes = new byte[5_000_000];
    new Random(3).nextBytes(bytes);
    var big = Files.write(local.resolve("big"), bytes);
    makePlaces();
    assertOk(ended(put(template(), big).start()));
    assertOk(ended(get(template() + "/big", local + "/back/{{{host}}}").start()));
    for (var host : some) {
      assertThat(local.resolve("back").resolve(host.address()).resolve("big"))
          .hasBinaryContent(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "it's", "say \"so\"", "$HOME", "a;b&c", "é", "-dash", "co:lon"})
  void namesAreTakenAsTheyAre(String name) throws Exception {
    makePlaces();
    var file = file(local.resolve("d/" + name), name, "rw-r--r--", "2001-01-01T00:00:00Z");
    assertOk(ended(put(template(), file).start()));
    assertOk(ended(get(template() + "/" + name, local + "/back " + "/{{{host}}}").start()));
    for (var host : some) {
      assertThat(there(host).resolve(name)).hasContent(name);
      assertThat(local.resolve("back ").resolve(host.address()).resolve(name)).hasContent(name);
    }
  }

  @Test
  void fileMayGetAnotherName() throws Exception {
    makePlaces();
    var file = file(local.resolve("old"), "text", "rw-r--r--", "2001-01-01T00:00:00Z");
    assertOk(ended(put(template() + "/new name", file).start()));
    for (var host : some) {
      assertThat(there(host).resolve("new name")).hasContent("text");
    }
  }

  @Test
  void tildeIsTheHomeOfTheHost() throws Exception {
    makePlaces();
    var file = file(local.resolve("f"), "text", "rw-r--r--", "2001-01-01T00:00:00Z");
    assertOk(ended(put("~/" + template(), file).start()));
    for (var host : some) {
      assertThat(there(host).resolve("f")).hasContent("text");
    }
    assertOk(ended(get("~/" + template() + "/f", local + "/{{{host}}}").start()));
    for (var host : some) {
      assertThat(local.resolve(host.address()).resolve("f")).hasContent("text");
    }
  }

  @Test
  void absolutePathsWork() throws Exception {
    makePlaces();
    var file = file(local.resolve("f"), "text", "rw-r--r--", "2001-01-01T00:00:00Z");
    var target = there(some.getFirst()).toString();
    assertOk(
        ended(new Put(some.subList(0, 1), List.of(file.toString()), target, connection()).start()));
    assertThat(there(some.getFirst()).resolve("f")).hasContent("text");
  }

  @Test
  void missingLocalFileFails() {
    makePlaces();
    var action = ended(put(template(), local.resolve("none")).start());
    assertThat(action.processes())
        .allSatisfy(process -> {
          assertThat(process.ok()).isFalse();
          assertThat(process.error()).as(process.dump()).isFalse();
          assertThat(process.stderr()).contains("none");
        });
  }

  @Test
  void hostWithoutTheFileFailsAlone() throws Exception {
    makePlaces();
    for (var host : some.subList(1, 3)) {
      Files.writeString(there(host).resolve("f"), "text");
    }
    var action = ended(get(template() + "/f", local + "/{{{host}}}").start());
    var processes = action.processes();
    assertThat(processes.getFirst().ok()).isFalse();
    assertThat(processes.getFirst().error()).isFalse();
    assertThat(processes.getFirst().exitCode()).isEqualTo(1);
    assertThat(processes.getFirst().stderr()).contains("No such file");
    for (var i : List.of(1, 2)) {
      assertOk(processes.get(i));
      assertThat(local.resolve(some.get(i).address()).resolve("f")).hasContent("text");
    }
  }

  @Test
  void targetThatIsMissingFails() throws Exception {
    var file = file(local.resolve("f"), "text", "rw-r--r--", "2001-01-01T00:00:00Z");
    var action = ended(put("no-such-" + trace.mark() + "/deeper/", file).start());
    assertThat(action.processes())
        .allSatisfy(process -> {
          assertThat(process.ok()).isFalse();
          assertThat(process.error()).as(process.dump()).isFalse();
        });
  }

  @Test
  void refusingHostFailsAlone() throws Exception {
    makePlaces();
    var file = file(local.resolve("f"), "text", "rw-r--r--", "2001-01-01T00:00:00Z");
    var all = new ArrayList<>(some);
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      all.add(1, new Host("127.0.0.1").withPort(socket.getLocalPort()));
    }
    var action = ended(new Put(all, List.of(file.toString()), template(), connection()).start());
    assertFailedToConnect(action.processes().get(1), "refused");
    for (var host : some) {
      assertThat(there(host).resolve("f")).hasContent("text");
    }
    assertThat(action.processes().stream().filter(p -> p.ok())).hasSize(3);
  }

  @Test
  void lostConnectionIsAnError() throws Exception {
    makePlaces();
    var host = some.getFirst();
    var file = Files.write(local.resolve("big"), new byte[3_000_000]);
    var put = new Put(List.of(host), List.of(file.toString()), template(), slowly());
    try (var watch = there(host).getFileSystem().newWatchService()) {
      there(host).register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      put.start();
      assertThat(watch.poll(60, TimeUnit.SECONDS)).isNotNull();
    }
    var process = put.processes().getFirst();
    cut(host, process);
    ended(put);
    assertFailedToConnect(process, "lost");
  }

  /**
   * Ends the ssh below a child of this program, or the connection that is shared with a command.
   */
  private void cut(Host host, ManagedProcess copy) {
    long pid = Objects.requireNonNull(copy.pid());
    if (pid != 0) {
      ProcessHandle.of(pid).stream()
          .flatMap(ProcessHandle::children)
          .forEach(ProcessHandle::destroyForcibly);
      return;
    }
    var command = new SshProcess("echo ready; sleep 1000", host, connection()).start();
    assertThat(command.expect("ready", LONG)).isPresent();
    hosts.disconnect(host, trace.processes());
  }

  @Test
  void killEndsTheCopy() throws Exception {
    makePlaces();
    var file = Files.write(local.resolve("big"), new byte[3_000_000]);
    var put = new Put(some, List.of(file.toString()), template(), slowly()).timeout("2s");
    ended(put.start());
    assertThat(put.processes())
        .allSatisfy(process -> {
          assertThat(process.timedOut()).isTrue();
          assertThat(process.ok()).isFalse();
          assertThat(process.signal()).as(process.dump()).isEqualTo(15);
        });
  }

  @Test
  void collisionIsRefusedBeforeAnythingStarts() {
    var action = get("f", local.toString());
    assertThatThrownBy(action::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{{{host}}}");
    assertThat(action.started()).isFalse();
  }
}
