package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.testbed.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The line of progress at the bottom of a terminal. */
@Timeout(100)
class ProgressTest {
  private static final String SHOWN = "0/2 ended";

  @TempDir Path directory;
  private Fleet fleet;
  private Cli execo;

  @BeforeEach
  void start() {
    fleet = Fleet.start(2);
    execo = new Cli(fleet, directory);
  }

  @AfterEach
  void end() {
    fleet.close();
  }

  private String[] waitingForAFile() {
    var hosts = String.join(",", fleet.hosts().stream().map(Host::toString).toList());
    return new String[] {
      "run", "-w", hosts, "echo begun; until [ -e go ]; do sleep 0.05; done; echo done"
    };
  }

  private void letGo() throws IOException {
    for (var host : fleet.hosts()) {
      Files.createFile(fleet.home(host).resolve("go"));
    }
  }

  @Test
  void isShownAndLeavesNothingBehind() throws Exception {
    try (var run = execo.onTerminal("", waitingForAFile())) {
      assertThat(run.expect(SHOWN + "; at work: ", "40s")).isPresent();
      letGo();
      run.await("40s");
      assertThat(run.exitCode()).isZero();
      assertThat(visible(run.stdout()))
          .contains("begun\n", "done\n", "\ntotal ")
          .doesNotContain(SHOWN);
    }
  }

  @Test
  void isTakenAwayBeforeTheProgramLeavesAtOnce() {
    try (var run =
        execo.onTerminal("", "run", "-w", fleet.hosts().getFirst().toString(), "sleep 600")) {
      assertThat(run.expect("0/1 ended", "40s")).isPresent();
      run.write(new byte[] {3});
      run.write(new byte[] {3});
      run.await("40s");
      assertThat(run.exitCode()).isEqualTo(130);
      assertThat(visible(run.stdout())).doesNotContain("0/1 ended");
    }
  }

  @Test
  void isNotShownWhereOutputIsPiped() throws Exception {
    try (var run = execo.onTerminal("| cat", waitingForAFile())) {
      assertThat(run.expect("begun", "40s")).isPresent();
      assertThat(run.expect(SHOWN, "1500ms")).isEmpty();
      letGo();
      run.await("40s");
      assertThat(run.stdout()).contains("done").doesNotContain("\033", SHOWN);
    }
  }

  /** What is left on the screen: a line that is erased or written over is gone. */
  private static String visible(String text) {
    return text.replace("\r\n", "\n")
        .replaceAll("[^\n]*\r(?=[^\n])", "")
        .replaceAll("\033\\[K", "");
  }
}
