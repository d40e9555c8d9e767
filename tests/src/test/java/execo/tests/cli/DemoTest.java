package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.testbed.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path directory;

  @Test
  void allGoesAsItShouldAndTheResultsAreLeft() throws Exception {
    Cli.Result result;
    try (var unused = Fleet.start(1)) {
      result = new Cli(unused, directory).run("demo", "-d", "results");
    }
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    var results = directory.resolve("results");
    assertThat(result.out()).contains(results.toString()).endsWith("All went as it should.\n");
    try (var left = Files.walk(results)) {
      assertThat(left.filter(path -> path.endsWith("received"))).hasSize(19);
    }
    assertThat(Files.readAllLines(results.resolve("report.json")))
        .hasSize(20 + 19 * 5 + 1 + 1)
        .last()
        .asString()
        .startsWith("{\"type\":\"report\"")
        .contains("\"errors\":1,\"timeouts\":1,");
    assertThat(result.out()).contains("24 of 24 done");
    assertThat(results.resolve("results.yaml")).content().hasLineCount(24);
    assertThat(results.resolve("sweep.png")).isNotEmptyFile();
  }
}
