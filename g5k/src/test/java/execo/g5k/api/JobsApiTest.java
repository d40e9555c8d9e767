package execo.g5k.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import execo.g5k.api.JobsApi.WalltimeChange;
import execo.g5k.api.WebServer.Asked;
import execo.g5k.api.WebServer.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsApiTest {
  private static final String JOBS = "/stable/sites/lyon/jobs";
  private static final String PAGE = "{\"total\": %d, \"items\": [%s]}";

  private final WebServer server = new WebServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void readsAJob() {
    server.on(
        "GET " + JOBS + "/42",
        Reply.json(
            """
            {"uid": 42, "user": "me", "walltime": 3600, "queue": "default", "state": "running",
             "project": "p", "name": "n", "types": ["deploy"], "command": "sleep 1h",
             "submitted_at": 1700000000, "scheduled_at": 1700000010, "started_at": 0,
             "assigned_nodes": ["taurus-1.lyon.grid5000.fr"],
             "resources_by_type": {"vlans": ["4"], "cores": ["taurus-1/0"]}, "events": []}
            """));
    Job job = server.api().jobs("lyon").get(42);
    assertThat(job.id()).isEqualTo(42);
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    assertThat(job.walltime()).isEqualTo(Duration.ofHours(1));
    assertThat(job.startedAt()).isNull();
    assertThat(job.start()).isEqualTo(Instant.ofEpochSecond(1700000010));
    assertThat(job.end()).isEqualTo(Instant.ofEpochSecond(1700003610));
    assertThat(job.nodes()).containsExactly("taurus-1.lyon.grid5000.fr");
    assertThat(job.resources()).containsEntry("vlans", List.of("4"));
    assertThat(job.exitCode()).isNull();
    assertThat(job.types()).containsExactly("deploy");
  }

  /** 1203 jobs, of which one more arrives while the pages are read. */
  @Test
  void readsAllPages() {
    server.on("GET " + JOBS, JobsApiTest::page);
    List<Job> jobs =
        server
            .api()
            .jobs("lyon")
            .list(JobQuery.all().user("me").states(JobState.RUNNING, JobState.TO_LAUNCH));
    assertThat(jobs.stream().map(Job::id)).doesNotHaveDuplicates().hasSize(1203);
    assertThat(server.lines())
        .hasSize(3)
        .allMatch(line -> line.contains("user=me") && line.contains("state=running%2Ctolaunch"));
  }

  /** Those that end while the pages are read, and the others move up. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 200, 500, 700, 1202})
  void readsAllThatStay(int leaving) {
    var ids = new CopyOnWriteArrayList<>(IntStream.range(0, 1203).mapToObj(i -> 5000 - i).toList());
    var staying = List.copyOf(ids.subList(leaving, ids.size()));
    server.on(
        "GET " + JOBS,
        asked -> {
          var reply = page(ids, offset(asked));
          ids.retainAll(Set.copyOf(staying));
          return reply;
        });
    List<Job> jobs = server.api().jobs("lyon").list(JobQuery.all().live());
    assertThat(jobs.stream().map(job -> (int) job.id()))
        .isSortedAccordingTo(Comparator.reverseOrder())
        .doesNotHaveDuplicates()
        .containsAll(staying);
    assertThat(server.lines()).hasSizeLessThan(8);
  }

  @Test
  void readsOneItemAPage() {
    var ids = List.of(9, 8, 7);
    server.on("GET " + JOBS, asked -> Reply.json(PAGE.formatted(3, item(ids.get(offset(asked))))));
    assertThat(server.api().jobs("lyon").list(JobQuery.all()).stream().map(Job::id))
        .containsExactly(9L, 8L, 7L);
  }

  @Test
  void readsPagesUpToADate() {
    server.on("GET " + JOBS, JobsApiTest::page);
    var since = Instant.ofEpochSecond(5000 - 600);
    List<Job> jobs = server.api().jobs("lyon").list(JobQuery.all().live(), since);
    assertThat(jobs).hasSizeBetween(600, 602);
    assertThat(jobs.getLast().submittedAt()).isEqualTo(since);
    assertThat(server.lines())
        .hasSize(2)
        .allMatch(line -> line.contains("running") && !line.contains("terminated"));
  }

  private static Reply page(Asked asked) {
    int first = offset(asked);
    int late = first == 0 ? 0 : 1;
    return page(IntStream.range(0, 1203 + late).mapToObj(i -> 5000 + late - i).toList(), first);
  }

  private static Reply page(List<Integer> ids, int first) {
    String items =
        ids.stream().skip(first).limit(500).map(JobsApiTest::item).collect(Collectors.joining(","));
    return Reply.json(PAGE.formatted(ids.size(), items));
  }

  private static String item(int id) {
    return "{\"uid\":%1$d,\"state\":\"running\",\"submitted_at\":%1$d}".formatted(id);
  }

  private static int offset(Asked asked) {
    Matcher offset = Pattern.compile("offset=(\\d+)").matcher(asked.line());
    assertThat(offset.find()).isTrue();
    return Integer.parseInt(offset.group(1));
  }

  @Test
  void submitsAJob() {
    server.on(
        "POST " + JOBS,
        new Reply(201, Map.of("Location", server.uri() + "sites/lyon/jobs/7"), "{\"uid\": 7}"));
    Job job =
        server
            .api()
            .jobs("lyon")
            .submit(
                JobRequest.of("nodes=1,walltime=0:10")
                    .command("sleep \"1\"")
                    .type("deploy")
                    .type("exotic")
                    .name("é"));
    assertThat(job.id()).isEqualTo(7);
    Asked asked = server.asked().getFirst();
    assertThat(asked.headers()).containsEntry("Content-type", "application/json");
    assertThat(Json.MAPPER.readTree(asked.body()))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"resources": "nodes=1,walltime=0:10", "command": "sleep \\"1\\"",
                 "types": ["deploy", "exotic"], "name": "é"}
                """));
  }

  @Test
  void followsTheLocationOfAJobWithoutBody() {
    server.on(
        "POST " + JOBS, new Reply(201, Map.of("Location", server.uri() + "sites/lyon/jobs/7"), ""));
    server.on("GET " + JOBS + "/7", Reply.json("{\"uid\": 7, \"state\": \"waiting\"}"));
    assertThat(server.api().jobs("lyon").submit(JobRequest.of("nodes=1")).state())
        .isEqualTo(JobState.WAITING);
  }

  /** The address may be the one that a proxy has; the way to it is the client's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api-proxy.example.org/3.0/sites/lyon/jobs/7",
        "/stable/sites/lyon/jobs/7.json?pretty=yes",
        "http://not an address/7/",
      })
  void jobIsReadOnTheOwnWay(String location) {
    server.on("POST " + JOBS, new Reply(201, Map.of("Location", location), "created"));
    server.on("GET " + JOBS + "/7", Reply.json("{\"uid\": 7, \"state\": \"waiting\"}"));
    assertThat(server.api().jobs("lyon").submit(JobRequest.of("nodes=1")).id()).isEqualTo(7);
  }

  @Test
  void jobThatCannotBeReadIsThereNevertheless() {
    server.on(
        "POST " + JOBS, new Reply(201, Map.of("Location", server.uri() + "sites/lyon/jobs/7"), ""));
    server.on("GET " + JOBS + "/7", Reply.text(500, "Internal error"));
    var unseen = submissionFails();
    assertThat(unseen.accepted()).isTrue();
    assertThat(unseen.created()).contains("7");
    assertThat(unseen.status()).isEqualTo(201);
    assertThat(unseen)
        .hasMessageContaining("POST " + server.uri() + "sites/lyon/jobs: accepted as 7 with status")
        .hasMessageContaining("jobs/7: status 500: Internal error");
  }

  @Test
  void answerThatTellsNothingLeavesItOpen() {
    server.on("POST " + JOBS, new Reply(200, Map.of(), "<html>Please <b>log in</b></html>"));
    var unseen = submissionFails();
    assertThat(unseen.accepted()).isTrue();
    assertThat(unseen.created()).isEmpty();
    assertThat(unseen).hasMessageContaining("tells no number: Please log in");
  }

  private ApiException submissionFails() {
    return catchThrowableOfType(
        ApiException.class, () -> server.api().jobs("lyon").submit(JobRequest.of("nodes=1")));
  }

  @Test
  void tellsWhyAJobIsRefused() {
    server.on(
        "POST " + JOBS,
        Reply.text(400, "The job you are trying to submit is not valid: you must give a command"));
    assertThatThrownBy(() -> server.api().jobs("lyon").submit(JobRequest.of("nodes=1")))
        .hasMessage(
            "POST "
                + server.uri()
                + "sites/lyon/jobs: status 400: The job you are trying to submit is not valid: you"
                + " must give a command");
    assertThatThrownBy(() -> JobRequest.of(" ")).hasMessageContaining("nodes=2,walltime=1:00");
  }

  @Test
  void deletesAJob() {
    server.on(
        "DELETE " + JOBS + "/7",
        new Reply(202, Map.of("X-Oar-Info", "Deleting the job = 7 ...REGISTERED."), ""));
    assertThat(server.api().jobs("lyon").delete(7))
        .isEqualTo("Deleting the job = 7 ...REGISTERED.");
  }

  @Test
  void changesTheWalltime() {
    server.on(
        "GET " + JOBS + "/7/walltime",
        Reply.json("{\"uid\": 7, \"walltime\": \"2:0:0\", \"possible\": \"UNLIMITED\"}"));
    server.on("POST " + JOBS + "/7/walltime", Reply.text(202, "Accepted: walltime change\n"));
    JobsApi jobs = server.api().jobs("lyon");
    assertThat(jobs.walltime(7).possible()).isEqualTo("UNLIMITED");
    assertThat(jobs.changeWalltime(7, WalltimeChange.of("+1:00"))).startsWith("Accepted");
    assertThat(server.asked().getLast().body()).contains("\"walltime\":\"+1:00\"");
  }

  @Test
  void knowsStates() {
    assertThat(JobState.of("toAckReservation")).isEqualTo(JobState.TO_ACK_RESERVATION);
    assertThat(JobState.of("Terminated").over()).isTrue();
    assertThat(JobState.of("odd")).isEqualTo(JobState.UNKNOWN);
  }

  @Test
  void deletionThatIsSentElsewhereIsNone() {
    server.on(
        "DELETE /stable/sites/lyon/jobs/7",
        new Reply(302, Map.of("Location", "https://login.example.org/"), ""));
    assertThatThrownBy(() -> server.api().jobs("lyon").delete(7))
        .isInstanceOf(ApiException.class)
        .hasMessageEndingWith("status 302; redirected to https://login.example.org/");
  }
}
