package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same for copies and forwarded ports. */
abstract class CopyFaultContract extends FaultContract {
  private static final int SIZE = 4_000_000;

  /** At which the copy takes longer than it takes to notice that a host has gone. */
  private static final String RATE = "4mbit";

  private static final int LOST = 3;
  private static final int HOSTS = 5;
  private static final int TWO_THIRDS = 2_800_000;

  private final String name = "copy-" + Long.toHexString(ThreadLocalRandom.current().nextLong());

  CopyFaultContract(String connector) {
    super(connector);
  }

  /** Whether a file has its name only when it is whole. */
  boolean hidesParts() {
    return true;
  }

  /** What is said of a full disk. */
  abstract String fullDisk();

  // ---- the hosts

  /** The home of a host, as this machine sees it. */
  private Path home(int host) {
    return netns.key().resolveSibling("hosts").resolve("h" + host).resolve("home");
  }

  private void clear() throws IOException {
    for (var host = 1; host <= HOSTS; host++) {
      Files.deleteIfExists(home(host).resolve(name));
    }
  }

  @AfterEach
  void deleteTheCopies() throws IOException {
    clear();
  }

  private static List<String> all() {
    return addresses(IntStream.rangeClosed(1, HOSTS).toArray());
  }

  private void slowDown() {
    for (var host = 1; host <= HOSTS; host++) {
      fault(host, "rate", RATE);
    }
  }

  /** Has three hosts fail when something of each copy has arrived. */
  private List<Result> loseThree(LocalProcess program) {
    for (var i = 0; i < HOSTS; i++) {
      assertThat(program.expect("ready \\d\\n", LONG)).as(program.dump()).isPresent();
    }
    var before = System.nanoTime();
    fault(1, "linkdown");
    fault(2, "crash");
    fault(3, "freeze");
    for (var i = 0; i < LOST; i++) {
      assertThat(program.expect("result \\d bad", LONG)).as(program.dump()).isPresent();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isLessThan(FaultProgram.KEEP_ALIVE.plus(SLACK));
    var results = results(program, HOSTS);
    results.subList(0, LOST).forEach(lost -> assertError(lost, Duration.ofSeconds(60), "lost"));
    results.subList(LOST, HOSTS).forEach(FaultContract::assertOk);
    return results;
  }

  private void assertWhole(Path file, boolean lost) throws IOException {
    if (!lost) {
      assertThat(file).hasSize(SIZE);
    } else if (hidesParts()) {
      assertThat(file).doesNotExist();
    }
  }

  // ---- that fail while files are copied

  @Test
  void hostsThatFailWhileAFileIsPut() throws Exception {
    var file = Files.write(directory.resolve("file"), new byte[SIZE]);
    slowDown();
    var put = FaultProgram.PUT + " " + file + " " + name;
    try (var program = program(netns.knownHosts(), put, all())) {
      loseThree(program);
    }
    for (var host = 1; host <= HOSTS; host++) {
      assertWhole(home(host).resolve(name), host <= LOST);
    }
  }

  @Test
  void hostsThatFailWhileAFileIsFetched() throws Exception {
    for (var host = 1; host <= HOSTS; host++) {
      Files.write(home(host).resolve(name), new byte[SIZE]);
    }
    slowDown();
    var to = Files.createDirectory(directory.resolve("to"));
    var get = FaultProgram.GET + " " + name + " " + to + "/{{{host}}}";
    try (var program = program(netns.knownHosts(), get, all())) {
      loseThree(program);
    }
    for (var host = 1; host <= HOSTS; host++) {
      var into = to.resolve(all().get(host - 1));
      assertWhole(into.resolve(name), host <= LOST);
      if (host <= LOST && hidesParts()) {
        assertThat(into).isEmptyDirectory();
      }
    }
  }

  /** The directory {@code small} of each host holds 4 MiB. */
  @Test
  void fullDiskFailsThatCopyAlone() throws Exception {
    var file = Files.write(directory.resolve("file"), new byte[TWO_THIRDS]);
    var small = netns.key().resolveSibling("home").resolve("small");
    service("exec", "h1", "sh", "-c", "head -c " + TWO_THIRDS + " /dev/zero >" + small + "/filler");
    try (var program =
        program(
            netns.knownHosts(), FaultProgram.PUT + " " + file + " small/file", addresses(1, 2))) {
      var results = results(program, 2);
      assertThat(results.getFirst().ok()).isFalse();
      assertThat(results.getFirst().exitCode()).isEqualTo("1");
      assertThat(program.stdout().lines().filter(line -> line.startsWith("said")))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("said 0 "))
          .anyMatch(line -> line.contains(fullDisk()));
      assertOk(results.getLast());
      if (hidesParts()) {
        assertThat(service("exec", "h1", "ls", "-A", small.toString()).stdout())
            .isEqualTo("filler\n");
      }
      assertThat(service("exec", "h2", "stat", "-c", "%s", small + "/file").stdout())
          .isEqualTo(TWO_THIRDS + "\n");
    } finally {
      for (var host : new String[] {"h1", "h2"}) {
        service("exec", host, "sh", "-c", "rm -f " + small + "/*");
      }
    }
  }

  // ---- that fail while ports are forwarded

  @Test
  void hostThatIsUnpluggedWhileAPortIsForwarded() {
    try (var program = program(netns.knownHosts(), FaultProgram.FORWARD, addresses(1, 2))) {
      assertThat(program.expect("ready 1\\n", LONG)).as(program.dump()).isPresent();
      var before = System.nanoTime();
      fault(1, "linkdown");
      assertThat(program.expect("result 0 bad", LONG)).as(program.dump()).isPresent();
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isLessThan(FaultProgram.KEEP_ALIVE.plus(SLACK));
      var results = results(program, 2);
      assertError(results.getFirst(), Duration.ofSeconds(60), "lost");
      assertThat(program.stdout()).contains("said 1 SSH-2.0-");
    }
  }
}
