package execo.g5k.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.api.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SiteStatusTest {
  private static final String STATUS =
      """
      {"uid": 1700000000,
       "nodes": {
        "taurus-1.lyon.grid5000.fr": {"hard": "alive", "soft": "busy", "free_slots": 0,
         "reservations": [
          {"uid": 7, "user": "jdoe", "queue": "default", "state": "Running", "walltime": 3600,
           "types": ["deploy"], "started_at": 1000, "scheduled_at": 900},
          {"uid": 8, "user": "jdoe", "queue": "default", "state": "waiting", "walltime": 60,
           "started_at": 0, "scheduled_at": 9000},
          {"uid": 9, "state": "waiting", "walltime": 60, "started_at": 0}]},
        "taurus-2.lyon.grid5000.fr": {"hard": "standby", "soft": "free", "reservations": []},
        "taurus-3.lyon.grid5000.fr": {"hard": "dead", "soft": "unknown"}},
       "disks": {"sdb.taurus-1": {"hard": "alive", "soft": "free", "reservations": []}},
       "vlans": {"4": {"hard": "alive", "soft": "busy", "type": "kavlan", "reservations": []}},
       "subnets": {"10.158.0.0/22": {"hard": "alive", "soft": "free", "reservations": []}}}
      """;

  private static Status status(String json) {
    return Status.of(JsonMapper.shared().readTree(json));
  }

  private static List<Booking> jobs(Map<String, BookedResource> resources, String name) {
    return Objects.requireNonNull(resources.get(name)).jobs();
  }

  @Test
  void readsWhatTheApiAnswers() {
    var status = SiteStatus.of("lyon", status(STATUS)).orElseThrow();

    var first = Objects.requireNonNull(status.nodes().get("taurus-1.lyon.grid5000.fr"));
    assertThat(first.usable()).isTrue();
    assertThat(first.jobs()).hasSize(3);
    assertThat(first.jobs().get(0).state()).isEqualTo("running");
    assertThat(first.jobs().get(0).runs()).contains(new Interval(1000, 4600));
    assertThat(first.jobs().get(0).blocks()).contains(new Interval(1000, 4720));
    assertThat(first.jobs().get(1).blocks()).contains(new Interval(9000, 9180));
    assertThat(first.jobs().get(2).blocks()).isEmpty();
    assertThat(status.nodes().sequencedValues())
        .extracting(BookedResource::usable)
        .containsExactly(true, true, false);
    assertThat(status.disks()).containsKey("sdb.taurus-1");
    assertThat(status.vlans().get("4")).extracting("type").isEqualTo("kavlan");
    assertThat(status.subnets()).containsOnlyKeys("10.158.0.0/22");
  }

  @Test
  void whatIsNotToldIsNotFree() {
    var restricted =
        status(
            """
            {"nodes": {
              "taurus-1.lyon.grid5000.fr": {"hard": "alive", "soft": "busy"},
              "taurus-2.lyon.grid5000.fr": {"hard": "dead", "soft": "unknown"}},
             "vlans": {"4": {"hard": "alive", "soft": "free", "type": "kavlan"}}}
            """);

    assertThat(SiteStatus.of("lyon", restricted)).isEmpty();
    assertThat(SiteStatus.of("lyon", status("{}"))).isPresent();
    var status = SiteStatus.ofJobs("lyon", restricted, List.of(JOB));
    assertThat(jobs(status.nodes(), "taurus-1.lyon.grid5000.fr")).containsExactly(JOB);
    assertThat(status.nodes().sequencedValues())
        .extracting(BookedResource::hard)
        .containsExactly("alive", "dead");
    assertThat(status.vlans().get("4"))
        .isEqualTo(new BookedResource("alive", "free", "kavlan", List.of(JOB)));
    assertThat(jobs(status.disks(), "sdb.taurus-1")).containsExactly(JOB);
  }

  private static final Booking JOB =
      Booking.of(
          JsonMapper.shared()
              .readTree(
                  """
                  {"uid": 7, "state": "running", "walltime": 100, "started_at": 10,
                   "assigned_nodes": ["taurus-1.lyon.grid5000.fr", "elsewhere.lyon"],
                   "resources_by_type": {"vlans": ["4"], "disks": ["sdb.taurus-1"]}}
                  """));

  @Test
  void jobsSayTheSame() {
    var status =
        SiteStatus.ofJobs(
            "lyon",
            List.of("taurus-1.lyon.grid5000.fr", "taurus-2.lyon.grid5000.fr"),
            Map.of("4", "", "12", "kavlan-global-remote"),
            List.of(JOB));

    assertThat(jobs(status.nodes(), "taurus-1.lyon.grid5000.fr")).containsExactly(JOB);
    assertThat(jobs(status.nodes(), "taurus-2.lyon.grid5000.fr")).isEmpty();
    assertThat(status.nodes()).hasSize(2);
    assertThat(jobs(status.vlans(), "4")).containsExactly(JOB);
    assertThat(status.vlans().get("12"))
        .isEqualTo(new BookedResource("alive", "unknown", "kavlan-global-remote", List.of()));
    assertThat(jobs(status.disks(), "sdb.taurus-1")).containsExactly(JOB);
  }
}
