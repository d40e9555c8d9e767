package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.SshProcess;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in Grid'5000 of two sites, and the examples that are run on it. */
abstract class Grid5000Examples {
  private static Grid5000Testbed grid;

  @TempDir private Path directory;
  private ExampleRunner examples;

  @BeforeAll
  static void startGrid() {
    grid =
        Grid5000Testbed.builder()
            .sites("lyon", "nancy")
            .reaction(Duration.ofMillis(100))
            .deployment(Duration.ofSeconds(1))
            .start();
  }

  @AfterAll
  static void closeGrid() {
    grid.close();
  }

  @BeforeEach
  void prepare() throws IOException {
    examples = new ExampleRunner(directory, grid.configuration());
  }

  static Grid5000Testbed grid() {
    return grid;
  }

  Path directory() {
    return directory;
  }

  ExampleRunner examples() {
    return examples;
  }

  /** Has a command done on the frontend of a site, within a minute; gives what it prints. */
  static String frontend(String site, String command) {
    var process =
        new SshProcess(command, grid.frontend(site), grid.connection()).timeout("1m").run();
    assertThat(process.ok()).as(process.dump()).isTrue();
    return process.stdout();
  }

  /** Has a job submitted at a site; gives its number. */
  static String job(String site, String options) {
    return frontend(site, "oarsub " + options + " 'sleep 1h'")
        .replaceFirst("(?s).*OAR_JOB_ID=(\\d+).*", "$1");
  }

  /** Has a deploy job started at a site; gives its nodes. */
  static List<String> deployJob(String site, int count) {
    var id = job(site, "-t deploy -l nodes=" + count + ",walltime=1");
    var nodes =
        "until oarstat -s -j ID | grep -q Running; do sleep 0.2; done; oarstat -p -j ID"
            .replace("ID", id);
    return frontend(site, nodes)
        .lines()
        .map(line -> line.replaceFirst(".*\\bhost ?= ?'([^']*)'.*", "$1"))
        .distinct()
        .toList();
  }
}
