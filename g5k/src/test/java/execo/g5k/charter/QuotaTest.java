package execo.g5k.charter;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.api.ReferenceData;
import execo.g5k.api.WebServer;
import execo.g5k.api.WebServer.Reply;
import execo.g5k.schedule.Booking;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class QuotaTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

  private static Booking job(
      String queue, String state, String started, int walltime, String more) {
    return Booking.of(
        JsonMapper.shared()
            .readTree(
                "{\"uid\":1,\"queue\":\"%s\",\"state\":\"%s\",\"started_at\":%d,\"walltime\":%d,%s}"
                    .formatted(
                        queue, state, Instant.parse(started).getEpochSecond(), walltime, more)));
  }

  private static Map<String, Long> remaining(Booking... jobs) {
    var cores = new LinkedHashMap<String, Integer>();
    cores.put("taurus", 100);
    cores.put("nova", 10);
    return Quota.remaining(
        MONDAY, List.of(jobs), cores, host -> host.substring(0, host.indexOf('-')), _ -> 12);
  }

  private static final String TWO_CORES =
      "\"resources_by_type\":{\"cores\":[\"taurus-1.lyon/0\",\"taurus-1.lyon/1\"]}";

  @Test
  void twoHoursOfAllCoresAreAllowed() {
    assertThat(remaining())
        .containsExactly(Map.entry("taurus", 720_000L), Map.entry("nova", 72_000L));
  }

  @Test
  void jobsThatTouchRestrictedHoursAreCountedWhole() {
    assertThat(remaining(job("default", "running", "2026-11-23T09:00:00Z", 3600, TWO_CORES)))
        .containsEntry("taurus", 720_000L - 2 * 3600);
    assertThat(remaining(job("default", "waiting", "2026-11-23T07:00:00Z", 7200, TWO_CORES)))
        .containsEntry("taurus", 720_000L - 2 * 7200);
    assertThat(
            remaining(
                job(
                    "default",
                    "terminated",
                    "2026-11-23T09:00:00Z",
                    100,
                    "\"assigned_nodes\":[\"nova-1.lyon\"]")))
        .containsEntry("nova", 72_000L - 12 * 100);
    assertThat(remaining(job("default", "running", "2026-11-23T09:00:00Z", 900_000, TWO_CORES)))
        .containsEntry("taurus", 0L);
  }

  /** Its start is its date all the same. */
  @Test
  void reservationsThatAreDeletedBeforeTheirDateAreFree() {
    long stopped = Instant.parse("2026-11-22T09:00:00Z").getEpochSecond();
    assertThat(
            remaining(
                job(
                    "default",
                    "error",
                    "2026-11-23T09:00:00Z",
                    3600,
                    "\"stopped_at\":" + stopped + "," + TWO_CORES)))
        .isEqualTo(remaining());
  }

  /** With a walltime of 60 hours, from Sunday evening on: as long as it ran, with all of that. */
  @Test
  void jobsThatAreOverCountWhereTheyTouchedTheHours() {
    assertThat(remaining(stopped("2026-11-22T20:00:00Z"))).isEqualTo(remaining());
    assertThat(remaining(stopped("2026-11-23T08:00:00Z"))).isEqualTo(remaining());
    assertThat(remaining(stopped("2026-11-23T08:00:01Z")))
        .containsEntry("taurus", 720_000L - 2 * 60 * 3600);
  }

  private static Booking stopped(String date) {
    var more = "\"stopped_at\":" + Instant.parse(date).getEpochSecond() + "," + TWO_CORES;
    return job("default", "error", "2026-11-22T19:00:00Z", 60 * 3600, more);
  }

  @Test
  void nightsOtherDaysAndBesteffortAreFree() {
    var whole = remaining();
    assertThat(remaining(job("default", "running", "2026-11-23T18:00:00Z", 3600, TWO_CORES)))
        .isEqualTo(whole);
    assertThat(remaining(job("default", "running", "2026-11-24T09:00:00Z", 3600, TWO_CORES)))
        .isEqualTo(whole);
    for (var queue : List.of("besteffort", "abaca", "production")) {
      assertThat(remaining(job(queue, "running", "2026-11-23T09:00:00Z", 3600, TWO_CORES)))
          .as(queue)
          .isEqualTo(whole);
    }
    assertThat(
            remaining(
                job(
                    "default",
                    "running",
                    "2026-11-23T09:00:00Z",
                    3600,
                    "\"types\":[\"besteffort\"]," + TWO_CORES)))
        .isEqualTo(whole);
  }

  private static ReferenceData data(WebServer server) {
    var deep =
        """
        {"version": "v", "items": {"lyon": {"uid": "lyon", "clusters": {
          "taurus": {"uid": "taurus", "queues": ["default", "admin"], "nodes": [
            {"uid": "taurus-1", "architecture": {"nb_cores": 10}},
            {"uid": "taurus-2", "architecture": {"nb_cores": 10}}]},
          "abacus22": {"uid": "abacus22", "queues": ["abaca", "admin"], "nodes": [
            {"uid": "abacus22-1", "architecture": {"nb_cores": 10}}]}}}}}
        """;
    var json = JsonMapper.shared();
    return ReferenceData.of(
        server.settings(), json.readTree(deep), json.readTree("{\"items\": []}"));
  }

  private static String ended(int uid, String started) {
    long date = Instant.parse(started).getEpochSecond();
    return ("{\"uid\": %d, \"state\": \"terminated\", \"queue\": \"default\", \"walltime\": 100,"
            + " \"submitted_at\": %d, \"started_at\": %d, \"stopped_at\": %d,"
            + " \"assigned_nodes\": [\"taurus-1.lyon.grid5000.fr\"]}")
        .formatted(uid, date, date, date + 100);
  }

  /** Two pages, of which the second is too old; a host is new, and a job ends meanwhile. */
  @Test
  void asksTheApiForWhatMatters() {
    try (var server = new WebServer()) {
      server.on(
          "GET /stable/sites/lyon/status",
          Reply.json(
              """
              {"nodes": {
                "taurus-1.lyon.grid5000.fr": {"hard": "alive"},
                "taurus-2.lyon.grid5000.fr": {"hard": "dead"},
                "taurus-3.lyon.grid5000.fr": {"hard": "alive"},
                "hydra-1.lyon.grid5000.fr": {"hard": "alive"},
                "abacus22-1.lyon.grid5000.fr": {"hard": "alive"}}}
              """));
      var today = ended(1, "2026-11-23T09:00:00Z");
      server.on(
          "GET /stable/sites/lyon/jobs",
          asked ->
              Reply.json(
                  asked.line().contains("terminated")
                      ? "{\"total\": 900, \"items\": [%s, %s]}"
                          .formatted(today, ended(2, "2026-06-01T09:00:00Z"))
                      : "{\"total\": 1, \"items\": [%s]}".formatted(today)));

      assertThat(Quota.of(server.api(), data(server), "lyon", MONDAY, "me"))
          .containsExactly(new Allowance("taurus", "lyon", 10, 72_000 - 10 * 100));
      assertThat(server.lines()).hasSize(3);
    }
  }
}
