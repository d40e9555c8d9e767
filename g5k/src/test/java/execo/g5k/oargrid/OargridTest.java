package execo.g5k.oargrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.g5k.G5kSettings;
import execo.g5k.ScriptedFrontend;
import execo.g5k.oar.DateRange;
import execo.g5k.oar.OarException;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarSubmission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A frontend with oargrid, whose part shell scripts take. */
@Timeout(120)
class OargridTest {
  @TempDir Path directory;

  private Oargrid oargrid(String tool, String script) throws IOException {
    var frontend = new ScriptedFrontend(directory);
    frontend.tool(tool, script);
    return new Oargrid(
        G5kSettings.of(Configuration.defaults()),
        "lyon",
        frontend.connection(),
        null,
        place -> place.equals("gros") ? "nancy" : place);
  }

  private Oargrid stat() throws IOException {
    return oargrid(
        "oargridstat",
        """
        case $1 in
        "") printf 'Reservation # 3:\\r\\n x\\r\\nReservation # 12:\\r\\n' ;;
        3) printf '\\tstart date : 2025-03-30 03:00:00\\r\\n\\twalltime : 1:00:00\\r\\n\\tuser : me\\r\\n\\tclusters with job id:\\r\\n\\tlyon --> 17\\r\\n\\tgros --> 18\\r\\n' ;;
        12) printf '\\tstart date : soon\\n' ;;
        *) echo "there is no $1" >&2; exit 1 ;;
        esac\
        """);
  }

  @Test
  void submissionGivesNumberAndKey() throws IOException {
    var oargrid =
        oargrid(
            "oargridsub",
            "printf '[OAR_GRIDSUB] Grid reservation id = 42\\r\\n[OAR_GRIDSUB] SSH KEY : /tmp/k\\r\\n'");
    var parts = List.of(OarSubmission.of("nodes=1").at("lyon"));
    var submitted = oargrid.oargridsub(parts, OarSubmission.of());
    assertThat(submitted.id()).isEqualTo(42);
    assertThat(submitted.keyFile()).isEqualTo("/tmp/k");
    assertThat(submitted.ok()).isTrue();
  }

  @Test
  void refusalIsData() throws IOException {
    var oargrid = oargrid("oargridsub", "echo 'no such thing' >&2; exit 3");
    var parts = List.of(OarSubmission.of("nodes=1").at("lyon"));
    assertThat(oargrid.oargridsub(parts, OarSubmission.of()))
        .isEqualTo(new OargridSubmitted(null, null, "no such thing"));
  }

  @Test
  void deletionsAreTold() throws IOException {
    var oargrid = oargrid("oargriddel", "[ $1 = 3 ] || { echo 'not yours' >&2; exit 1; }");
    assertThat(oargrid.oargriddel(List.of(3L, 4L)))
        .containsExactly(
            new OargridDeletion(3, true, "exit code 0"),
            new OargridDeletion(4, false, "not yours"));
  }

  @Test
  void gridJobIsLookedAt() throws IOException {
    var oargrid = stat();
    assertThat(oargrid.currentOargridJobs()).containsExactly(3L, 12L);
    Instant start = Instant.ofEpochSecond(1743296400);
    assertThat(oargrid.oargridJobInfo(3))
        .isEqualTo(new OargridInfo(start, Duration.ofHours(1), "me"));
    assertThat(oargrid.oargridJobOarJobs(3))
        .containsExactly(new OarJob(17, "lyon"), new OarJob(18, "nancy"));
    assertThat(oargrid.oargridJobKey(3)).isEqualTo("/tmp/oargrid/oargrid_ssh_key_me_3");
  }

  @Test
  void gridJobsAreFoundByTheirDates() throws IOException {
    var oargrid =
        oargrid(
            "oargridstat",
            "printf 'Reservation # 3:\\n\\tstart date : 2025-03-30 03:00:00\\n\\twalltime : 1:00:00\\n'");
    Instant start = Instant.ofEpochSecond(1743296400);
    assertThat(oargrid.currentOargridJobs(new DateRange(start, start), DateRange.ANY))
        .containsExactly(3L);
    var late = new DateRange(start.plus(Duration.ofHours(2)), null);
    assertThat(oargrid.currentOargridJobs(DateRange.ANY, late)).isEmpty();
  }

  @Test
  void questionWithoutAnAnswerIsAnException() throws IOException {
    var oargrid = stat();
    assertThatThrownBy(() -> oargrid.oargridJobInfo(7))
        .isInstanceOf(OarException.class)
        .hasMessage("lyon: oargridstat 7 failed: there is no 7");
    assertThatThrownBy(() -> oargrid.oargridJobInfo(12)).isInstanceOf(OarException.class);
    assertThatThrownBy(() -> oargrid.oargridJobKey(12)).isInstanceOf(OarException.class);
  }
}
