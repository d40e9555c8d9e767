package execo.cli.g5k;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.g5k.G5kSettings;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.host.ConnectionParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A frontend whose part a shell script in the place of ssh takes. */
@Timeout(120)
class EndWaitTest {
  private static final OarJob JOB = new OarJob(7, "lyon");
  private static final OarJob FORGOTTEN = new OarJob(8, "lyon");
  private static final Duration PAUSE = Duration.ofMillis(20);

  @TempDir Path directory;

  /** Each look is a call of this oarstat, whose third argument is the job's number. */
  private EndWait wait(String oarstat, Optional<Duration> limit) throws IOException {
    write("oarstat", "cd " + directory + "; " + oarstat);
    // the last word is what ssh would have the frontend's shell run
    Path ssh = write("ssh", "for last; do :; done; PATH=" + directory + ":$PATH; eval \"$last\"");
    var connection =
        ConnectionParams.none()
            .withConnector("openssh")
            .withSsh(List.of(ssh.toString()))
            .withPty(false);
    var oar = Oar.onFrontends(G5kSettings.of(Configuration.defaults()), connection, null);
    return new EndWait(oar, limit, PAUSE);
  }

  private Path write(String name, String script) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static String job(String state) {
    return "echo '{\"7\": {\"Job_Id\": 7, \"state\": \"" + state + "\"}}'";
  }

  @Test
  void looksThatFailAreRepeated() throws IOException {
    var wait =
        wait(
            "[ $3 = 8 ] && exit; echo look >>looks; case $(wc -l <looks) in 1 | 3) exit 1 ;; 2) "
                + job("Running")
                + " ;; *) "
                + job("Error")
                + " ;; esac",
            Optional.empty());
    assertThat(wait.await(List.of(JOB, FORGOTTEN)).gone()).isTrue();
    assertThat(Files.readAllLines(directory.resolve("looks"))).hasSize(4);
  }

  @Test
  void siteThatStaysSilentIsTold() throws IOException {
    var end =
        wait("echo 'no way' >&2; exit 1", Optional.of(Duration.ofMillis(50))).await(List.of(JOB));
    assertThat(end.gone()).isFalse();
    assertThat(end.answered()).isFalse();
    assertThat(end.problem())
        .isEqualTo("not known to have ended within 0.05s: lyon:7; lyon: oarstat failed: no way");
  }

  @Test
  void jobThatStaysIsTold() throws IOException {
    var end = wait(job("Running"), Optional.of(Duration.ofMillis(50))).await(List.of(JOB));
    assertThat(end.answered()).isTrue();
    assertThat(end.problem()).startsWith("not ended within ").endsWith(": lyon:7");
  }
}
