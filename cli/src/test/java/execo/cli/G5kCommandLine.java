package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.testbed.grid5000.Grid5000Builder;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls {@code execo g5k} on a stand-in Grid'5000, and leaves no jobs there. */
@Isolated("changes the configuration of the program")
@Execution(ExecutionMode.SAME_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class G5kCommandLine {
  private static final JsonMapper JSON = new JsonMapper();

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  /** One for all tests of a class. */
  @SuppressWarnings("NullAway.Init")
  Grid5000Testbed grid;

  /** What stand-in it is. */
  abstract Grid5000Builder standIn();

  @BeforeAll
  void start() {
    grid = standIn().start();
  }

  @AfterAll
  void stop() {
    grid.close();
  }

  final Configuration configuration() {
    return Configuration.parse("the stand-in", new StringReader(grid.configuration()))
        .with(G5kKeys.TINY_POLLING_INTERVAL, Duration.ofMillis(200));
  }

  @BeforeEach
  void configure() {
    Configuration.use(configuration());
  }

  @AfterEach
  void usersOwn() {
    Configuration.use(configuration());
    assertThat(execute("delete", "--all", "--all-sites", "--until-gone")).as("%s", err).isZero();
    Configuration.use(null);
  }

  final int execute(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var all = new ArrayList<>(List.of("g5k"));
    all.addAll(List.of(words));
    return Main.commandLine(new Root())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  final List<String> lines(String... words) {
    assertThat(execute(words)).as("%s", err).isZero();
    return out.toString().lines().toList();
  }

  final List<JsonNode> objects(String... words) {
    return lines(words).stream().map(JSON::readTree).toList();
  }

  final void failsWith(int code, String message, String... words) {
    assertThat(execute(words)).as("%s", err).isEqualTo(code);
    assertThat(err.toString()).hasLineCount(1).startsWith("execo: ").contains(message);
  }
}
