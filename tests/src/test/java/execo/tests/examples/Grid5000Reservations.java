package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.process.LocalProcess;
import execo.process.SshProcess;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stand-in Grid'5000 for each test, and examples that reserve what is free there a minute later;
 * the time of the stand-in is advanced instead of waiting.
 */
abstract class Grid5000Reservations {
  private Grid5000Testbed grid;

  @TempDir private Path directory;

  @BeforeEach
  void startGrid() {
    grid =
        Grid5000Testbed.builder()
            .sites("lyon", "nancy")
            .reaction(Duration.ofMillis(100))
            .deployment(Duration.ofSeconds(1))
            .start();
  }

  @AfterEach
  void closeGrid() {
    grid.close();
  }

  Grid5000Testbed grid() {
    return grid;
  }

  Path directory() {
    return directory;
  }

  ExampleRunner examples(UnaryOperator<String> configuration) throws IOException {
    return new ExampleRunner(directory, configuration.apply(grid.configuration()));
  }

  /** Runs an example that waits for its jobs; it ends well, and its jobs are gone. */
  LocalProcess run(String example, String... arguments) throws IOException {
    return run(examples(UnaryOperator.identity()), example, arguments);
  }

  LocalProcess run(ExampleRunner examples, String example, String... arguments) {
    var run = examples.process(example, arguments).start();
    assertThat(run.expect("wait for Reservation", "1m")).as(run.dump()).isPresent();
    grid.clock().advance(Duration.ofSeconds(61));
    run.await();
    assertThat(run.exitCode()).as(run.dump()).isZero();
    for (var site : grid.sites()) {
      var jobs = "while oarstat -u | grep -q .; do sleep 0.2; done";
      var gone = new SshProcess(jobs, grid.frontend(site), grid.connection()).timeout("1m").run();
      assertThat(gone.ok()).as(gone.dump()).isTrue();
    }
    return run;
  }

  /** The nodes of a site on which something was asked of apt-get. */
  List<String> nodesWithPackages(String site) {
    return grid.nodes(site).stream()
        .map(Host::address)
        .filter(node -> !grid.aptGets(node).isEmpty())
        .toList();
  }
}
