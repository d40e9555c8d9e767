package execo.testbed.grid5000;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Jobs, status and deployments through the API, with a clock that is advanced by hand. */
class JobsApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private Grid5000Testbed grid;

  @BeforeEach
  void start() {
    grid = Grid5000Testbed.builder().sites("lyon").speed(0).start();
  }

  @AfterEach
  void stop() {
    grid.close();
    client.close();
  }

  private HttpResponse<String> send(String user, String method, String path, String body)
      throws Exception {
    var uri = URI.create(grid.insideApi(user) + "/sites/lyon" + path);
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws Exception {
    var answer = send("alice", "GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private int submit(String resources, String more) throws Exception {
    var body = "{\"resources\":\"" + resources + "\",\"command\":\"sleep 1000\"" + more + "}";
    var answer = send("alice", "POST", "/jobs", body);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).contains("/sites/lyon/jobs/");
    return JSON.readTree(answer.body()).get("uid").asInt();
  }

  @Test
  void submitsShowsAndDeletes() throws Exception {
    var id = submit("nodes=2,walltime=1:00:00", ",\"name\":\"mine\"");
    assertThat(get("/jobs/" + id).get("state").asString()).isEqualTo("waiting");
    grid.clock().advance(Duration.ofSeconds(5));
    var job = get("/jobs/" + id);
    assertThat(job.get("state").asString()).isEqualTo("running");
    assertThat(job.get("assigned_nodes")).hasSize(2);
    var node = job.get("assigned_nodes").get(0).asString();
    var status = get("/status").get("nodes").get(node);
    assertThat(status.get("soft").asString()).isEqualTo("busy");
    assertThat(status.get("reservations").get(0).get("uid").asInt()).isEqualTo(id);
    assertThat(get("/jobs?name=mine&state=running,waiting").get("total").asInt()).isEqualTo(1);
    assertThat(send("bob", "DELETE", "/jobs/" + id, "").statusCode()).isEqualTo(403);
    assertThat(send("alice", "DELETE", "/jobs/" + id, "").statusCode()).isEqualTo(202);
    grid.clock().advance(Duration.ofSeconds(5));
    assertThat(get("/jobs/" + id).get("state").asString()).isEqualTo("error");
  }

  @Test
  void showsTheNodesOfAJobAlone() throws Exception {
    var id = submit("{cluster='taurus'}/nodes=2,walltime=1:00:00", "");
    var site = "?deep=1&job_id=" + id;
    assertThat(get(site).get("items").get("clusters").isEmpty()).isTrue();
    grid.clock().advance(Duration.ofSeconds(5));
    var clusters = get(site).get("items").get("clusters");
    assertThat(clusters.propertyNames()).containsExactly("taurus");
    var nodes = get("/jobs/" + id).get("assigned_nodes");
    assertThat(clusters.get("taurus").get("nodes").findValuesAsString("uid"))
        .map(uid -> uid + ".lyon.grid5000.fr")
        .containsExactlyInAnyOrder(nodes.get(0).asString(), nodes.get(1).asString());
    assertThat(send("alice", "GET", "?deep=1&job_id=77", "").statusCode()).isEqualTo(404);
  }

  @Test
  void listsDisksThatCanBeReserved() throws Exception {
    var disk = get("/status").get("disks").get("sdb.gemini-1.lyon.grid5000.fr");
    assertThat(disk.get("hard").asString()).isEqualTo("alive");
    assertThat(disk.get("soft").asString()).isEqualTo("free");
    assertThat(disk.get("diskpath").asString()).startsWith("/dev/disk/by-path/");
    assertThat(disk.get("reservations").isEmpty()).isTrue();
    assertThat(get("/status").get("disks").has("sda.gemini-1.lyon.grid5000.fr")).isFalse();
    assertThat(get("/clusters/gemini/status").get("disks")).hasSize(8);
    assertThat(get("/clusters/taurus/status").get("disks").isEmpty()).isTrue();
    assertThat(get("/status?disks=no").has("disks")).isFalse();
  }

  @Test
  void pagesFiftyUnlessAsked() throws Exception {
    for (var i = 0; i < 52; i++) {
      submit("core=1,walltime=0:10:00", "");
    }
    assertThat(get("/jobs").get("items")).hasSize(50);
    var rest = get("/jobs?offset=50&limit=100000");
    assertThat(rest.get("items")).hasSize(2);
    assertThat(rest.get("total").asInt()).isEqualTo(52);
  }

  @Test
  void reservationEndsAtItsEnd() throws Exception {
    var tomorrow = LocalDate.ofInstant(grid.clock().now(), grid.zone()).plusDays(1);
    var dates = ",\"reservation\":\"%1$s 12:00:00, %1$s 13:30:30\"".formatted(tomorrow);
    var start = tomorrow.atTime(12, 0).atZone(grid.zone()).toEpochSecond();
    var job = get("/jobs/" + submit("nodes=1", dates));
    assertThat(job.get("scheduled_at").asLong()).isEqualTo(start);
    assertThat(job.get("walltime").asInt()).isEqualTo(5430);
    var own = get("/jobs/" + submit("nodes=1,walltime=0:20:00", dates));
    assertThat(own.get("walltime").asInt()).isEqualTo(1200);
  }

  @Test
  void refusesWhatItCannotDo() throws Exception {
    refuses("reservation", "tomorrow", "the reservation date cannot be read: tomorrow");
    refuses("reservation", "2026-11-23 12:00:00, soon", "the reservation date cannot be read: 2");
    refuses("reservation", "12:00, 12:00", "the reservation date cannot be read: 12:00, 12:00");
    refuses("notify", "mail:me@example.org", "notify is not simulated");
    refuses("signal", "10", "signal is not simulated");
    refuses("checkpoint", "60", "checkpoint is not simulated");
  }

  private void refuses(String member, String value, String why) throws Exception {
    var body = "{\"command\":\"x\",\"" + member + "\":\"" + value + "\"}";
    var answer = send("alice", "POST", "/jobs", body);
    assertThat(answer.statusCode()).as(member).isEqualTo(400);
    assertThat(answer.body()).startsWith("The job you are trying to submit is not valid: " + why);
  }

  @Test
  void refusesInPlainText() throws Exception {
    var many = send("alice", "POST", "/jobs", "{\"resources\":\"nodes=999\",\"command\":\"x\"}");
    assertThat(many.statusCode()).isEqualTo(400);
    assertThat(many.body()).contains("failed with status 400", "not enough resources");
    assertThat(send("alice", "POST", "/jobs", "{}").body())
        .startsWith("The job you are trying to submit is not valid: ");
    var key = "{\"resources\":\"nodes=1\",\"command\":\"x\",\"import-job-key-from-file\":\"/k\"}";
    assertThat(send("alice", "POST", "/jobs", key).body())
        .as("that it is to be used cannot be said")
        .contains("exited with status 8", "OAR_JOB_ID=-15", "use-job-key");
    var unknown = send("alice", "GET", "/jobs/77", "");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).isEqualTo("Couldn't find OAR::Job with 'job_id'=77");
  }

  @Test
  void deploysAndTellsOfEachNode() throws Exception {
    var id = submit("nodes=2,walltime=1:00:00", ",\"types\":[\"deploy\"]");
    grid.clock().advance(Duration.ofSeconds(5));
    var nodes = get("/jobs/" + id).get("assigned_nodes");
    grid.failDeployments(nodes.get(1).asString(), 1);
    var body = "{\"nodes\":" + nodes + ",\"environment\":\"debian12-min\",\"key\":\"\"}";
    var answer = send("alice", "POST", "/deployments", body);
    assertThat(answer.statusCode()).isEqualTo(201);
    var uid = JSON.readTree(answer.body()).get("uid").asString();
    grid.clock().advance(Duration.ofMinutes(3));
    var done = get("/deployments/" + uid);
    assertThat(done.get("status").asString()).isEqualTo("terminated");
    assertThat(done.get("result").get(nodes.get(0).asString()).get("state").asString())
        .isEqualTo("OK");
    assertThat(done.get("result").get(nodes.get(1).asString()).get("state").asString())
        .isEqualTo("KO");
    assertThat(send("bob", "POST", "/deployments", body).statusCode()).isEqualTo(400);
  }
}
