package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.g5k.G5kSettings;
import execo.g5k.ScriptedFrontend;
import execo.g5k.oar.Refusal.Reason;
import execo.time.WaitInterruptedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frontends whose part a shell script in the place of ssh takes. */
@Timeout(120)
class FrontendOarTest {
  @TempDir Path directory;

  /** A frontend with a tool of its own. */
  private FrontendOar frontend(String tool, String script, @Nullable Duration timeout)
      throws IOException {
    var scripts = new ScriptedFrontend(directory);
    scripts.tool(tool, script);
    return frontend(scripts, timeout);
  }

  private static FrontendOar frontend(ScriptedFrontend scripts, @Nullable Duration timeout)
      throws IOException {
    return new FrontendOar(G5kSettings.of(Configuration.defaults()), scripts.connection(), timeout);
  }

  private static OarRequest request() {
    return OarSubmission.of("nodes=1").withOptions("--array 2").at("lyon");
  }

  private static List<OarJob> jobs(long... ids) {
    return LongStream.of(ids).mapToObj(id -> new OarJob(id, "lyon")).toList();
  }

  @Test
  void allJobsOfAnArrayAreKnown() throws IOException {
    var oar = frontend("oarsub", "echo OAR_JOB_ID=7; echo OAR_JOB_ID=8; echo OAR_ARRAY_ID=7", null);
    assertThat(oar.submit(request()).jobs()).isEqualTo(jobs(7, 8));
  }

  @Test
  void jobsAreToldOfAnAnswerThatDoesNotEnd() throws IOException {
    var oar =
        frontend(
            "oarsub",
            "echo OAR_JOB_ID=7; echo OAR_JOB_ID=8; exec sleep 600",
            Duration.ofMillis(1500));
    var refusal = Objects.requireNonNull(oar.submit(request()).refusal());
    assertThat(refusal.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(refusal.left()).isSubsetOf(jobs(7, 8));
    assertThat(refusal.unclear()).isTrue();
  }

  /** The frontend's administrator, its shutdown or its lack of memory may end an oarsub. */
  @ParameterizedTest
  @ValueSource(strings = {"kill -9 $$", "kill -15 $$", "exit 0"})
  void oarsubWithoutAnAnswerMayHaveSubmitted(String end) throws IOException {
    var refusal = Objects.requireNonNull(frontend("oarsub", end, null).submit(request()).refusal());
    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(refusal.unclear()).isTrue();
  }

  @Test
  void jobOfAnOarsubThatWasKilledIsLeft() throws IOException {
    var oar = frontend("oarsub", "echo OAR_JOB_ID=7; kill -9 $$", null);
    assertThat(Objects.requireNonNull(oar.submit(request()).refusal()).left()).isEqualTo(jobs(7));
  }

  @Test
  void interruptEndsTheCommandToo() throws Exception {
    var scripts = new ScriptedFrontend(directory);
    scripts.silentTool("oarsub");
    scripts.silentTool("oarstat");
    var oar = frontend(scripts, null);

    var process = scripts.interruptWhenSilent();
    var refusal = Objects.requireNonNull(oar.submit(request()).refusal());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(refusal.reason()).isEqualTo(Reason.INTERRUPTED);
    ScriptedFrontend.awaitEnd(process);

    process = scripts.interruptWhenSilent();
    assertThatThrownBy(() -> oar.jobs("lyon")).isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    ScriptedFrontend.awaitEnd(process);
  }

  /** Each with an exit code of its own: deleted, unknown, over, failed. */
  @Test
  void releaseDeletesEachJob() throws Exception {
    Path log = directory.resolve("log");
    assertThat(release(jobs(10, 11, 16))).isZero();
    assertThat(release(jobs(14, 10))).isEqualTo(1);
    assertThat(Files.readAllLines(log)).containsExactly("10", "11", "16", "14", "10");
  }

  private int release(List<OarJob> jobs) throws IOException, InterruptedException {
    var script = "echo $1 >>" + directory.resolve("log") + "; exit $(($1 - 10))";
    List<String> command = frontend("oardel", script, null).release("lyon", jobs).orElseThrow();
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
