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
    try {
      oar.oarsub(OarSubmission.of("nodes=1").at("lyon"));
      oar.oarsub(OarSubmission.of("nodes=2").at("lyon"));
    } finally {
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
