package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import execo.g5k.oar.Refusal.Reason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts are those that OAR 2.5.9 printed; those that begin with # are of OAR 2.5.10. */
class OarsubAnswerTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static OarsubAnswer read(int exitCode, String stdout, String stderr) {
    return OarsubAnswer.read(exitCode, stdout, stderr, "lyon", PARIS);
  }

  private static OarsubAnswer accepted(long... ids) {
    return new OarsubAnswer(jobs(ids), null);
  }

  private static List<OarJob> jobs(long... ids) {
    return LongStream.of(ids).mapToObj(id -> new OarJob(id, "lyon")).toList();
  }

  private static Refusal refusal(OarsubAnswer answer) {
    assertThat(answer.jobs()).isEmpty();
    return Objects.requireNonNull(answer.refusal());
  }

  @Test
  void numberComesAfterTheRules() {
    String stdout =
        """
        [ADMISSION RULE] Modify resource description with type constraints
        # Filtering out exotic resources (vianden).
        OAR_JOB_ID=17
        """;
    assertThat(read(0, stdout, "")).isEqualTo(accepted(17));
    assertThat(read(0, stdout.replace("\n", "\r\n"), "")).isEqualTo(accepted(17));
  }

  @Test
  void arrayHasAllItsNumbers() {
    String stdout = "OAR_JOB_ID=7\r\nOAR_JOB_ID=8\r\nOAR_ARRAY_ID=7\r\n";
    assertThat(read(0, stdout, "Simple array job")).isEqualTo(accepted(7, 8));
    assertThat(refusal(read(9, stdout, "down")).left()).isEqualTo(jobs(7, 8));
  }

  @Test
  void numbersOfAnUnfinishedAnswerAreLeft() {
    var answer =
        OarsubAnswer.unfinished(
            Reason.TIMEOUT,
            "no answer",
            "OAR_JOB_ID=-5\nOAR_JOB_ID=7\nOAR_JOB_ID=8\nOAR_J",
            "lyon");
    assertThat(refusal(answer).left()).isEqualTo(jobs(7, 8));
    assertThat(refusal(answer).unclear()).isTrue();
  }

  @Test
  void numberInOtherTextIsNone() {
    assertThat(read(0, "see OAR_JOB_ID=7\n", "").refusal()).isNotNull();
  }

  @Test
  void validReservation() {
    assertThat(
            read(
                0,
                "OAR_JOB_ID=4\nReservation mode: waiting validation...\nReservation valid --> OK\n",
                ""))
        .isEqualTo(accepted(4));
  }

  @Test
  void reservationThatDoesNotFitTellsWhenItWould() {
    var refusal =
        refusal(
            read(
                10,
                "OAR_JOB_ID=5\r\nReservation mode: waiting validation...\r\nReservation not valid"
                    + " --> KO (This reservation could run at 2026-11-22 14:45:05)\r\n",
                ""));
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_FREE_THEN);
    assertThat(refusal.proposal()).isEqualTo(Instant.parse("2026-11-22T13:45:05Z"));
    assertThat(refusal.left()).isEmpty();
  }

  /** OAR asks about the first of an array only. */
  @Test
  void otherReservationsOfAnArrayMayBeThere() {
    var refusal =
        refusal(
            read(
                10,
                """
                OAR_JOB_ID=5
                OAR_JOB_ID=6
                OAR_ARRAY_ID=5
                # Reservation not valid --> KO (This reservation may be run at no date)
                """,
                ""));
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_FREE_THEN);
    assertThat(refusal.left()).isEqualTo(jobs(5, 6));
  }

  @Test
  void deadServerLeavesAJobBehind() {
    var refusal =
        refusal(
            read(
                9,
                "OAR_JOB_ID=2\n",
                "[ERROR] Cannot connect to executor localhost:6666. Job is killed.\n"));
    assertThat(refusal.reason()).isEqualTo(Reason.SERVER_DOWN);
    assertThat(refusal.left()).isEqualTo(jobs(2));
    assertThat(refusal.message()).contains("Cannot connect to executor");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(
            8,
            "OAR_JOB_ID=-5\n",
            "There are not enough resources for your request\n[ERROR] Oarsub failed",
            Reason.NOT_ENOUGH_RESOURCES),
        arguments(
            8,
            "OAR_JOB_ID=-5\n",
            "DBD::Pg::st execute failed: ERROR:  column \"bad\" does not exist",
            Reason.MALFORMED_RESOURCES),
        arguments(
            255,
            "",
            "/!\\ Cannot recognize -- ,walltime=abc -- resource",
            Reason.MALFORMED_RESOURCES),
        arguments(254, "", "[ADMISSION RULE] Error: unknown job type: foo", Reason.NOT_ADMITTED),
        arguments(
            248,
            "[ADMISSION RULE] Modify",
            "ERROR : The queue foo does not exist",
            Reason.UNKNOWN_QUEUE),
        arguments(
            7,
            "",
            "[ERROR] Syntax error near the -r or --reservation option.",
            Reason.MALFORMED_DATE),
        arguments(5, "Usage:\n  oarsub [-I]", "", Reason.MALFORMED_COMMAND),
        arguments(1, "", "Unknown option: nosuchoption", Reason.MALFORMED_COMMAND),
        arguments(
            10,
            "OAR_JOB_ID=6\nReservation not valid --> KO (Reservation too old)\n",
            "",
            Reason.TOO_LATE),
        arguments(
            251,
            "",
            "Simple array job submission is used\nThere are not enough resources for your request",
            Reason.NOT_ENOUGH_RESOURCES),
        arguments(
            251,
            "",
            "Bad resource request (ERROR:  column \"bad\" does not exist)",
            Reason.MALFORMED_RESOURCES),
        arguments(
            8,
            "Import job key from file: /home/me/none\r\nOAR_JOB_ID=-14\r\n",
            "Error: Fail to extract the public key.",
            Reason.MALFORMED_JOB_KEY),
        arguments(
            8, "OAR_JOB_ID=-15\n", "Error: You must set the -k option", Reason.MALFORMED_JOB_KEY),
        arguments(
            18,
            "",
            "# Error: cannot recognize the resource description: nodes=x",
            Reason.MALFORMED_RESOURCES),
        arguments(
            255,
            "",
            "# Error: cannot recognize -- ,walltime=abc -- resource",
            Reason.MALFORMED_RESOURCES),
        arguments(
            8,
            "",
            "# There are not enough resources for your request\n"
                + "# Error: please verify your job submission syntax.",
            Reason.NOT_ENOUGH_RESOURCES),
        arguments(
            8,
            "",
            "# Bad resource request (ERROR:  column \"bad\" does not exist)",
            Reason.MALFORMED_RESOURCES),
        arguments(
            8,
            "",
            "# Error: you must set the --use-job-key (or -k) option in order to use others.",
            Reason.MALFORMED_JOB_KEY),
        arguments(8, "", "# Error: fail to extract the public key.", Reason.MALFORMED_JOB_KEY),
        arguments(8, "", "# Error: cannot read key file:/home/me/none", Reason.MALFORMED_JOB_KEY),
        arguments(8, "", "/!\\ Another job is using the same ssh keys", Reason.MALFORMED_JOB_KEY),
        arguments(
            8,
            "# Import job key from file: /home/me/job\n",
            "# Bad resource request (ERROR:  column \"bad\" does not exist)",
            Reason.MALFORMED_RESOURCES),
        arguments(248, "", "# Error: queue 'foo' does not exist", Reason.UNKNOWN_QUEUE),
        arguments(
            7,
            "",
            "# Error: syntax error in <start date> for the -r or --reservation option.",
            Reason.MALFORMED_DATE),
        arguments(17, "", "# Error: a noop job cannot be interactive.", Reason.MALFORMED_COMMAND),
        arguments(
            6,
            "",
            "[ERROR] An array job must have a positive number of sub-jobs.",
            Reason.MALFORMED_COMMAND),
        arguments(99, "", "", Reason.OTHER));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusalsAreToldApart(int exitCode, String stdout, String stderr, Reason reason) {
    var refusal = refusal(read(exitCode, stdout, stderr));
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.message()).isNotBlank();
    assertThat(refusal.left()).isEmpty();
    assertThat(refusal.unclear()).isFalse();
  }

  /** Killed, hung up on, without a word: whether it had submitted by then nobody knows. */
  @ParameterizedTest
  @CsvSource({
    "129, oarsub was ended by signal 1",
    "137, oarsub was ended by signal 9",
    "192, oarsub was ended by signal 64",
    "0, oarsub ended with exit code 0 and named no job",
  })
  void endWithoutAnAnswerIsUnclear(int exitCode, String message) {
    var refusal = refusal(read(exitCode, "", ""));
    assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(refusal.message()).isEqualTo(message);
    assertThat(refusal.unclear()).isTrue();
  }

  @Test
  void jobsBeforeABadKeyAreLeft() {
    var refusal =
        refusal(read(8, "OAR_JOB_ID=7\nOAR_JOB_ID=-14\nOAR_ARRAY_ID=7\n", "Error: bad key"));
    assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED_JOB_KEY);
    assertThat(refusal.left()).isEqualTo(jobs(7));
  }
}
