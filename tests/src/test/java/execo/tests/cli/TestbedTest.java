package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code execo testbed grid5000} as a person uses it. */
@Timeout(300)
class TestbedTest {
  @TempDir private Path directory;

  private Path out() {
    return directory.resolve("testbed-out");
  }

  private Path err() {
    return directory.resolve("testbed-err");
  }

  private Path own() {
    return directory.resolve("own.yaml");
  }

  @BeforeEach
  void configure() throws IOException {
    Files.createFile(own());
  }

  private Process start(String... more) throws IOException {
    var words = new ArrayList<>(List.of("testbed", "grid5000", "--sites", "lyon"));
    words.addAll(List.of(more));
    return new Cli(own(), directory)
        .builder(words)
        .redirectOutput(out().toFile())
        .redirectError(err().toFile())
        .start();
  }

  /** What it printed, once a text is there. */
  private static String await(Path file, String text, Process process) throws Exception {
    var limit = Instant.now().plus(Duration.ofSeconds(60));
    while (true) {
      var printed = Files.exists(file) ? Files.readString(file) : "";
      if (printed.contains(text)) {
        return printed;
      }
      assertThat(process.isAlive()).as(printed).isTrue();
      assertThat(Instant.now()).as(printed).isBefore(limit);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static String found(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private Cli.Result g5k(Path configuration, String... words) throws Exception {
    var all = new ArrayList<>(List.of("g5k"));
    all.addAll(List.of(words));
    return new Cli(configuration, directory).run(all.toArray(String[]::new));
  }

  @Test
  void isUsedByItsConfigurationAndLeavesNothing() throws Exception {
    var testbed = start("--stdin", "--fault", "slow=1ms");
    try (var stdin = testbed.outputWriter(StandardCharsets.UTF_8)) {
      var printed = await(out(), "tiny-polling-interval: 500ms\n", testbed);
      var configuration = Files.writeString(directory.resolve("standin.yaml"), printed);
      var submitted =
          g5k(configuration, "submit", "-l", "nodes=1", "sh -c 'echo $$ >pid; exec sleep 600'");
      assertThat(submitted.code()).as(submitted.err() + Files.readString(err())).isZero();
      var jobs = g5k(configuration, "jobs");
      assertThat(jobs.code()).as(jobs.err()).isZero();
      assertThat(jobs.out()).contains(submitted.out().strip());

      stdin.write("frontend\nnode=taurus-999.lyon\nfrontend=lyon\nslow=1ms*2\n");
      stdin.flush();
      assertThat(await(err(), "it lasts", testbed).lines())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("execo: fault 'frontend' is none of api="),
              line -> assertThat(line).startsWith("execo: unknown machine: 'taurus-999.lyon"),
              line ->
                  assertThat(line)
                      .isEqualTo("execo: fault 'slow=1ms*2': slow takes no *TIMES, it lasts"));
      var without = g5k(configuration, "jobs");
      assertThat(without.code()).as(without.out()).isEqualTo(255);
      assertThat(without.err()).contains("lyon: oarstat failed: ");

      var files = Path.of(found("ssh -F (\\S+)/ssh_config ", printed));
      var pid = Files.readString(pid(files)).strip();
      var job = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      new ProcessBuilder("kill", "-INT", Long.toString(testbed.pid())).start().waitFor();
      assertThat(testbed.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(testbed.exitValue()).isEqualTo(130);
      assertThat(files).doesNotExist();
      job.onExit().get(30, TimeUnit.SECONDS);
      var api = URI.create(found("#   (http://\\S+/stable)", printed));
      assertThat(refused(api)).isTrue();
    } finally {
      testbed.destroy();
    }
  }

  /** The file that the job's command writes on the home of its user. */
  private static Path pid(Path files) throws Exception {
    var pid = files.resolve("sites/lyon/home/alice/pid");
    var limit = Instant.now().plus(Duration.ofSeconds(60));
    while (!Files.exists(pid) || Files.readString(pid).isBlank()) {
      assertThat(Instant.now()).isBefore(limit);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return pid;
  }

  private static boolean refused(URI api) {
    try {
      new Socket(api.getHost(), api.getPort()).close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void faultThatIsNoneIsToldBeforeAnythingStarts() throws Exception {
    var testbed = start("--fault", "frontend=lyon*3");
    assertThat(testbed.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(testbed.exitValue()).isEqualTo(2);
    assertThat(out()).isEmptyFile();
    assertThat(err()).content().hasLineCount(1).contains("frontend takes no *TIMES");
  }

  @Test
  void configurationThatIsMissingIsToldBeforeAnythingStarts() throws Exception {
    Files.delete(own());
    var testbed = start();
    assertThat(testbed.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(testbed.exitValue()).isEqualTo(2);
    assertThat(err()).content().hasLineCount(1).contains("own.yaml: no such file");
  }
}
