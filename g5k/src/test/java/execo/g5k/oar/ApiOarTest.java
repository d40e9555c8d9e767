package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import execo.config.G5kKeys;
import execo.g5k.api.G5kApi;
import execo.g5k.api.WebServer;
import execo.g5k.api.WebServer.Reply;
import execo.g5k.oar.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ApiOarTest {
  private static final String JOBS = "/stable/sites/lyon/jobs";

  private final WebServer server = new WebServer();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  private Submitted submit() {
    return Oar.throughApi(server.api()).oarsub(new OarRequest(OarSubmission.of("nodes=1"), "lyon"));
  }

  private Refusal refusal(Reply reply) {
    server.on("POST " + JOBS, reply);
    return Objects.requireNonNull(submit().refusal());
  }

  @Test
  void jobThatWasAcceptedIsAJobWhateverComesAfter() {
    server.on("POST " + JOBS, new Reply(201, Map.of("Location", JOBS + "/7"), ""));
    server.on("GET " + JOBS + "/7", Reply.text(404, "Couldn't find OAR::Job with 'job_id'=7"));
    assertThat(submit().job()).isEqualTo(new OarJob(7, "lyon"));
  }

  /** Such a job must be released when the program ends, if it exists. */
  @ParameterizedTest
  @CsvSource({"200, Please log in", "201, {}", "500, OAR was not reached", "504, Gateway Timeout"})
  void whetherThereIsAJobMayBeUnclear(int status, String text) {
    assertThat(refusal(Reply.text(status, text)).reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Oarsub command exited with status 8: There are not enough resources",
    "400, not valid: you must give a command",
    "500, Oarsub command exited with status 10: Reservation not valid --> KO (too late)",
    "403, You are not authorized to access this resource",
    "401, Unauthorized",
  })
  void refusalIsClear(int status, String text) {
    assertThat(refusal(Reply.text(status, text)).reason()).isNotEqualTo(Reason.UNREACHABLE);
  }

  private static final String NO_SUCH_RESOURCE =
      "400 | Oarsub command exited with status 8: [ADMISSION RULE] Modify resource description"
          + "\\nOAR_JOB_ID=-5\\nBad resource request (ERROR:  column \\\"bad\\\" does not exist)\\n"
          + "[ERROR] Oarsub failed, please verify your request syntax.\\n\\nCmd:\\noarsub nodez=1"
          + " | MALFORMED_RESOURCES | Bad resource request (ERROR:  column \"bad\" does not exist);"
          + " [ERROR] Oarsub failed, please verify your request syntax.";

  /** OAR 2.5.9 tells the exit code and the command line; 2.5.10 does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        NO_SUCH_RESOURCE,
        "500 | Oarsub command exited with status 248: [ADMISSION RULE] Modify\\nERROR : The queue foo"
            + " does not exist\\nCmd:\\noarsub | UNKNOWN_QUEUE | ERROR : The queue foo does not exist",
        "400 | Oarsub command exited with status 254: [ADMISSION RULE] Modify\\n[ADMISSION RULE]"
            + " Error: unknown job type: foo\\n | NOT_ADMITTED"
            + " | [ADMISSION RULE] Error: unknown job type: foo",
        "400 | Oarsub command exited with status 10: OAR_JOB_ID=5\\nReservation mode: waiting"
            + " validation...\\nReservation not valid --> KO (Reservation too old)\\n\\nCmd:\\noarsub"
            + " | TOO_LATE | Reservation not valid --> KO (Reservation too old)",
        "400 | [ADMISSION RULE] Modify\\n# Error: cannot recognize the resource description: nodes=x"
            + " | MALFORMED_RESOURCES | Error: cannot recognize the resource description: nodes=x",
        "500 | # Error: queue 'foo' does not exist\\n | UNKNOWN_QUEUE"
            + " | Error: queue 'foo' does not exist",
        "400 | [ADMISSION RULE] Error: unknown job type: foo\\n | NOT_ADMITTED"
            + " | [ADMISSION RULE] Error: unknown job type: foo",
        "400 | # Error: a noop job cannot be interactive.\\n | OTHER"
            + " | Error: a noop job cannot be interactive.",
        "500 | [ADMISSION RULE] Modify\\n | UNREACHABLE | [ADMISSION RULE] Modify",
      })
  void whatOarSaidIsOneClearLine(int status, String message, Reason reason, String line) {
    var refusal =
        refusal(
            Reply.text(
                status,
                "Request to http://api/oarapi/jobs.json failed with status %d: {\n  \"title\" : \"x\",\n"
                        .formatted(status)
                    + "  \"message\" : \"%s\",\n  \"code\" : %d\n}".formatted(message, status)));
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.message()).isEqualTo(line);
    assertThat(refusal.left()).isEmpty();
  }

  @Test
  void longAnswerIsCutAndStillClear() {
    String padding = "[ADMISSION RULE] Modify \\u00e9\\n".repeat(200);
    var refusal =
        refusal(
            Reply.text(
                400,
                "failed with status 400: {\"message\":\"Oarsub command exited with status 8: There are"
                    + " not enough resources\\n"
                    + padding
                    + "\"}"));
    assertThat(refusal.reason()).isEqualTo(Reason.NOT_ENOUGH_RESOURCES);
    assertThat(refusal.message()).startsWith("There are not enough resources").doesNotContain("\\");
  }

  @Test
  void jobKeptByADeadServerIsLeft() {
    server.on(
        "POST " + JOBS,
        Reply.text(
            500,
            "failed with status 500: {\"message\":\"OAR_JOB_ID=7\\n# Error: cannot connect to"
                + " executor localhost:6666. Job is killed.\\n\"}"));
    var oar = new ApiOar(server.settings(), server.api());
    var refusal = Objects.requireNonNull(oar.submit(OarSubmission.of().at("lyon")).refusal());
    assertThat(refusal.reason()).isEqualTo(Reason.SERVER_DOWN);
    assertThat(refusal.left()).containsExactly(new OarJob(7, "lyon"));
  }

  @Test
  void deletionTellsOarsWords() {
    server.on(
        "DELETE " + JOBS + "/7",
        Reply.text(
            400,
            "failed with status 400: {\"message\":\"Oardel command exited with status 1536: Deleting the"
                + " job = 7 ...ERROR.\\nCannot frag 7 ; This job was already killed.\\n. (Command was:"
                + " oardel 7).\"}"));
    var deletion = Oar.throughApi(server.api()).oardel(List.of(new OarJob(7, "lyon"))).getFirst();
    assertThat(deletion.outcome()).isEqualTo(Deletion.Outcome.OVER);
    assertThat(deletion.message())
        .isEqualTo("Deleting the job = 7 ...ERROR.; Cannot frag 7 ; This job was already killed.");
  }

  /** The API passes the key on, but not that it is to be used, which oarsub refuses. */
  @Test
  void jobKeyIsLeftOutWithOneWarning() {
    String key = "/home/jdoe/no-such-job-key";
    var settings = server.settings().with(G5kKeys.OAR_JOB_KEY_FILE, Optional.of(key));
    var oar = Oar.throughApi(WebServer.api(settings, Map.of()));
    var logger = (Logger) LoggerFactory.getLogger("execo");
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    logger.addAppender(logged);
    logger.setLevel(Level.WARN);
    try {
      oar.oarsub(OarSubmission.of("nodes=1").at("lyon"));
      oar.oarsub(OarSubmission.of("nodes=2").at("lyon"));
    } finally {
      logger.setLevel(null);
      logger.detachAppender(logged);
    }
    assertThat(server.asked()).hasSize(2).noneMatch(asked -> asked.body().contains("key"));
    assertThat(logged.list)
        .filteredOn(event -> event.getLevel() == Level.WARN)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(message -> message.contains(key))
        .singleElement()
        .asString()
        .contains("submit on the frontends", "connect as root");
  }

  @Test
  void jobsAreThoseOfTheLogin() throws IOException {
    server.on("GET " + JOBS, Reply.json("{\"total\": 0, \"items\": []}"));
    Path netrc =
        Files.writeString(folder.resolve("netrc"), "machine 127.0.0.1 login jdoe password hush");
    G5kApi api = WebServer.api(server.settings(), Map.of("NETRC", netrc.toString()));
    assertThat(Oar.throughApi(api).currentJobs(List.of("lyon"))).isEmpty();
    assertThat(Oar.throughApi(api).orphans(List.of("lyon"))).isEmpty();
    assertThat(server.lines()).hasSize(2).allMatch(line -> line.contains("user=jdoe&"));
  }

  @Test
  void jobsOfNobodyAreNotAskedFor() {
    var oar = Oar.throughApi(WebServer.api(server.settings(), Map.of()));
    assertThatThrownBy(() -> oar.currentJobs(List.of("lyon")))
        .isInstanceOf(OarException.class)
        .hasMessage(
            "whose jobs are meant is not known: set api-username, or have a login for 127.0.0.1 in"
                + " ~/.netrc");
    assertThat(server.asked()).isEmpty();
  }
}
