package execo.tests.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.CopyProcess;
import execo.testbed.Fleet;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files when a copy meets what it cannot copy, or is ended on its way. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddedCopyTest {
  private static Fleet fleet;

  private Host host = Host.of("127.0.0.1");

  @TempDir Path local;
  private Path remote;

  @BeforeAll
  static void startHosts() {
    fleet = Fleet.start(1);
  }

  @AfterAll
  static void stopHosts() {
    fleet.close();
  }

  @BeforeEach
  void makeRoom() throws IOException {
    host = fleet.hosts().getFirst();
    remote = Files.createTempDirectory(fleet.home(host), "copies");
  }

  private static ConnectionParams connection() {
    return fleet.connection().withConnector("embedded");
  }

  /** At 100 KB a second. */
  private static ConnectionParams slowly() {
    return connection().withScpOptions(List.of("-l", "800"));
  }

  private CopyProcess put(ConnectionParams params, String... sources) {
    return CopyProcess.put(List.of(sources), remote.toString(), host, params);
  }

  private CopyProcess get(ConnectionParams params, String... sources) {
    return CopyProcess.get(List.of(sources), local.toString(), host, params);
  }

  private static CopyProcess ended(CopyProcess copy) {
    copy.await("60s");
    assertThat(copy.ended()).as(copy.dump()).isTrue();
    return copy;
  }

  private static void assertOk(CopyProcess copy) {
    assertThat(copy.finishedOk()).as(copy.dump()).isTrue();
  }

  private static void assertIncomplete(CopyProcess copy, String... lines) {
    assertThat(copy.exitCode()).as(copy.dump()).isEqualTo(1);
    assertThat(copy.stderr().lines()).containsExactlyInAnyOrder(lines);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void awaitFile(Path directory, Runnable start) throws Exception {
    try (var watch = directory.getFileSystem().newWatchService()) {
      directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      start.run();
      assertThat(watch.poll(60, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void whatCannotBeCopiedIsNamedAndTheRestGoes() throws Exception {
    var tree = Files.createDirectories(local.resolve("tree"));
    Files.writeString(tree.resolve("good"), "good");
    Files.createSymbolicLink(tree.resolve("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("good"));
    Files.createDirectories(tree.resolve("sub"));
    Files.createSymbolicLink(tree.resolve("sub/loop"), tree);
    var put = ended(put(connection(), tree.toString()).start());
    assertIncomplete(
        put,
        tree + "/dangling: No such file or directory",
        tree + "/sub/loop: a symbolic link back to a directory that it is in");
    assertThat(names(remote.resolve("tree"))).containsExactly("good", "link", "sub");
    assertThat(remote.resolve("tree/link")).hasContent("good").isRegularFile();
  }

  @Test
  void fileThatTheHostRefusesIsNotHeldOpen() throws Exception {
    var file = Files.write(local.resolve("large"), new byte[100_000]);
    var target = remote + "/absent/large";
    assertIncomplete(
        ended(CopyProcess.put(List.of(file.toString()), target, host, connection()).start()),
        target + ": No such file or directory");
    assertThat(openFiles()).doesNotContain(file.toRealPath());
  }

  /** Where the descriptors of this program lead; one that is closed meanwhile leads nowhere. */
  private static List<Path> openFiles() throws IOException {
    var files = new ArrayList<Path>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (var descriptor : descriptors) {
        try {
          files.add(Files.readSymbolicLink(descriptor));
        } catch (NoSuchFileException e) {
          // closed
        }
      }
    }
    return files;
  }

  @Test
  void linksOnTheHostAreFollowedButNotInCircles() throws Exception {
    var tree = Files.createDirectories(remote.resolve("tree"));
    Files.writeString(tree.resolve("good"), "good");
    Files.createSymbolicLink(tree.resolve("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("good"));
    Files.createDirectories(tree.resolve("sub/deep"));
    Files.writeString(tree.resolve("sub/deep/file"), "deep");
    Files.createSymbolicLink(tree.resolve("sub/deep/loop"), tree);
    Files.createSymbolicLink(tree.resolve("twin"), Path.of("sub"));
    var get = ended(get(connection(), tree.toString()).start());
    assertIncomplete(
        get,
        tree + "/dangling: No such file or directory",
        tree + "/sub/deep/loop: a symbolic link back to a directory that it is in",
        tree + "/twin/deep/loop: a symbolic link back to a directory that it is in");
    assertThat(local.resolve("tree/link")).hasContent("good");
    assertThat(local.resolve("tree/twin/deep/file")).hasContent("deep");
  }

  @Test
  void patternsStandForTheFilesOfTheHost() throws Exception {
    for (var name : List.of("a1", "a2", "b1", ".a", "[x]")) {
      Files.writeString(remote.resolve(name), name);
    }
    assertOk(ended(get(connection(), remote + "/a*", remote + "/[x]").start()));
    assertThat(names(local)).containsExactly("[x]", "a1", "a2");
  }

  @Test
  void oddNamesGoAndComeBack() throws Exception {
    var odd = List.of("two\nlines", " ", "-rf", "~", "*", "a\\b", "x".repeat(255));
    var tree = Files.createDirectories(local.resolve("odd"));
    for (var name : odd) {
      Files.writeString(tree.resolve(name), name);
    }
    assertOk(ended(put(connection(), tree.toString()).start()));
    assertThat(names(remote.resolve("odd"))).containsExactlyInAnyOrderElementsOf(odd);
    var back = Files.createDirectories(local.resolve("back"));
    assertOk(
        ended(
            CopyProcess.get(List.of(remote + "/odd/."), back.toString(), host, connection())
                .start()));
    assertThat(names(back)).containsExactlyInAnyOrderElementsOf(odd);
  }

  @Test
  void severalFilesNeedADirectory() throws Exception {
    var one = Files.writeString(local.resolve("one"), "1").toString();
    var two = Files.writeString(local.resolve("two"), "2").toString();
    var target = Files.writeString(remote.resolve("target"), "there").toString();
    var put = CopyProcess.put(List.of(one, two), target, host, connection());
    assertIncomplete(ended(put.start()), target + ": Not a directory");
    assertThat(remote.resolve("target")).hasContent("there");
  }

  @Test
  void directoryDoesNotReplaceAFile() throws Exception {
    var tree = Files.createDirectories(local.resolve("tree"));
    Files.writeString(remote.resolve("tree"), "a file");
    assertIncomplete(
        ended(put(connection(), tree.toString()).start()), remote + "/tree: Not a directory");
    assertThat(remote.resolve("tree")).hasContent("a file");
  }

  @Test
  void targetThatIsALinkStaysOne() throws Exception {
    var file = Files.writeString(local.resolve("file"), "new").toString();
    Files.writeString(remote.resolve("real"), "old");
    var link = Files.createSymbolicLink(remote.resolve("link"), Path.of("real"));
    assertOk(ended(CopyProcess.put(List.of(file), link.toString(), host, connection()).start()));
    assertThat(link).isSymbolicLink();
    assertThat(remote.resolve("real")).hasContent("new");
  }

  @Test
  void deviceIsNotReplaced() throws Exception {
    Files.writeString(remote.resolve("file"), "text");
    var get = CopyProcess.get(List.of(remote + "/file"), "/dev/null", host, connection()).start();
    assertIncomplete(ended(get), "/dev/null: not a regular file");
  }

  @Test
  void fileOfTheKernelThatSaysItIsEmptyIsReadToItsEnd() throws Exception {
    assertOk(ended(put(connection(), "/proc/filesystems").start()));
    assertThat(Files.readString(remote.resolve("filesystems"))).contains("proc");
    assertOk(ended(get(connection(), "/proc/filesystems").start()));
    assertThat(Files.readString(local.resolve("filesystems"))).contains("proc");
  }

  @Test
  void fileThatGetsShorterIsNotTakenForWhole() throws Exception {
    var file = local.resolve("shrinking");
    try (var contents = new RandomAccessFile(file.toFile(), "rw")) {
      contents.setLength(3_000_000);
      var put = put(slowly(), file.toString());
      awaitFile(remote, put::start);
      contents.setLength(1000);
      assertIncomplete(ended(put), file + ": it became shorter while it was read");
    }
    assertThat(names(remote)).isEmpty();
  }

  @Test
  void remoteFileThatGetsShorterIsNotTakenForWhole() throws Exception {
    var file = remote.resolve("shrinking");
    try (var contents = new RandomAccessFile(file.toFile(), "rw")) {
      contents.setLength(3_000_000);
      var get = get(slowly(), file.toString());
      awaitFile(local, get::start);
      contents.setLength(1000);
      assertIncomplete(ended(get), file + ": it became shorter while it was read");
    }
    assertThat(names(local)).isEmpty();
  }

  @Test
  void growingFileIsCopiedAsLongAsItWas() throws Exception {
    var file = local.resolve("growing");
    try (var contents = new RandomAccessFile(file.toFile(), "rw")) {
      contents.setLength(100_000);
      var put = put(slowly(), file.toString());
      awaitFile(remote, put::start);
      contents.setLength(10_000_000);
      assertOk(ended(put));
    }
    assertThat(remote.resolve("growing")).hasSize(100_000);
  }

  @Test
  void killedPutLeavesNothing() throws Exception {
    var big = Files.write(local.resolve("big"), new byte[3_000_000]).toString();
    var put = put(slowly(), big);
    awaitFile(remote, put::start);
    try (var watch = remote.getFileSystem().newWatchService()) {
      remote.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      ended(put.kill());
      assertThat(put.signal()).isEqualTo(15);
      assertThat(watch.poll(60, TimeUnit.SECONDS)).isNotNull();
    }
    assertThat(names(remote)).isEmpty();
  }

  @Test
  void killedGetLeavesNothing() throws Exception {
    var big = Files.write(remote.resolve("big"), new byte[3_000_000]).toString();
    var get = get(slowly(), big);
    awaitFile(local, get::start);
    ended(get.kill());
    assertThat(get.signal()).isEqualTo(15);
    assertThat(names(local)).isEmpty();
  }

  @Test
  void lostGetLeavesNothing() throws Exception {
    var big = Files.write(remote.resolve("big"), new byte[3_000_000]).toString();
    var get = get(slowly(), big);
    awaitFile(local, get::start);
    fleet.disconnect(host);
    ended(get);
    assertThat(get.reason()).startsWith("connection lost");
    assertThat(names(local)).isEmpty();
  }

  @Test
  void lostPutNeverHasTheFinalName() throws Exception {
    var big = Files.write(local.resolve("big"), new byte[3_000_000]).toString();
    var put = put(slowly(), big);
    awaitFile(remote, put::start);
    fleet.disconnect(host);
    ended(put);
    assertThat(put.reason()).startsWith("connection lost");
    assertThat(names(remote)).doesNotContain("big");
  }

  @Test
  void modesAreKeptWhateverTheMask() throws Exception {
    var file = Files.writeString(local.resolve("open"), "to all");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
    var directory = Files.createDirectory(local.resolve("directory"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertOk(ended(put(connection(), file.toString(), directory.toString()).start()));
    for (var name : List.of("open", "directory")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(remote.resolve(name))))
          .isEqualTo("rwxrwxrwx");
    }
  }

  @Test
  void manyFilesInManyDirectories() throws Exception {
    var tree = local.resolve("many");
    for (var i = 0; i < 40; i++) {
      var directory = Files.createDirectories(tree.resolve("d" + i % 20 + "/e" + i));
      for (var j = 0; j < 30; j++) {
        Files.writeString(directory.resolve("f" + j), i + " " + j);
      }
    }
    assertOk(ended(put(connection(), tree.toString()).start()));
    var back = Files.createDirectories(local.resolve("back"));
    assertOk(
        ended(
            CopyProcess.get(List.of(remote + "/many"), back.toString(), host, connection())
                .start()));
    for (var i = 0; i < 40; i++) {
      for (var j = 0; j < 30; j++) {
        assertThat(back.resolve("many/d" + i % 20 + "/e" + i + "/f" + j)).hasContent(i + " " + j);
      }
    }
  }
}
