package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.api.JobState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OarstatTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static final String RUNNING =
      """
      Job_Id: 1
          job_array_id = 1
          name = first try
          project = default
          owner = alice
          state = Running
          wanted_resources = -l "{type = 'default'}/network_address=2,walltime=0:5:0"\s
          types = deploy
          assigned_hostnames = node-1+node-2+node-2
          queue = default
          command = sleep 100000
          reservation = None
          walltime = 100:5:0
          submissionTime = 2026-11-22 14:38:34
          startTime = 2026-11-22 14:38:35
          message = R=4,W=0:5:0,J=B (Karma=0.000,quota_ok)
          scheduledStart = 2026-11-22 14:38:35
          events =\s
      2026-11-22 14:40:57> FRAG_JOB_REQUEST:User alice requested to frag the job 1

      """;

  @Test
  void jsonIsFoundBetweenWarnings() {
    String warning = "perl: warning: Setting locale failed.\r\n";
    assertThat(OarstatJson.in(warning + "{\r\n   \"1\" : {}\r\n}\r\n" + warning))
        .contains("{\n   \"1\" : {}\n}");
    assertThat(OarstatJson.in("{}\n")).contains("{}");
    assertThat(OarstatJson.in(warning)).isEmpty();
    assertThat(OarstatJson.in("")).isEmpty();
    assertThat(OarstatJson.in(RUNNING)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void textOfARunningJob(String end) {
    var jobs = OarstatText.read(RUNNING.replace("\n", end), PARIS);
    assertThat(jobs).hasSize(1);
    OarJobInfo job = jobs.getFirst();
    assertThat(job.id()).isEqualTo(1);
    assertThat(job.name()).isEqualTo("first try");
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    assertThat(job.types()).containsExactly("deploy");
    assertThat(job.nodes()).containsExactly("node-1", "node-2");
    assertThat(job.command()).isEqualTo("sleep 100000");
    assertThat(job.reserved()).isFalse();
    assertThat(job.walltime()).isEqualTo(Duration.ofHours(100).plusMinutes(5));
    assertThat(job.submitted()).isEqualTo(Instant.parse("2026-11-22T13:38:34Z"));
    assertThat(job.start()).isEqualTo(Instant.parse("2026-11-22T13:38:35Z"));
    assertThat(job.events())
        .containsExactly(
            new JobEvent(
                Instant.parse("2026-11-22T13:40:57Z"),
                "FRAG_JOB_REQUEST",
                "User alice requested to frag the job 1"));
  }

  @Test
  void textOfAJobWithoutPrediction() {
    var job =
        OarstatText.read(
                "Job_Id: 3\n    name = \n    state = Waiting\n    walltime = \n    assigned_hostnames"
                    + " = \n    scheduledStart = no prediction\n    types = \n",
                PARIS)
            .getFirst();
    assertThat(job.state()).isEqualTo(JobState.WAITING);
    assertThat(job.name()).isNull();
    assertThat(job.walltime()).isNull();
    assertThat(job.expectedStart()).isNull();
    assertThat(job.expectedEnd()).isNull();
    assertThat(job.nodes()).isEmpty();
    assertThat(job.types()).isEmpty();
  }

  @Test
  void textOfTheThirdFormat() {
    var jobs =
        OarstatText.read(
            "id: 3\n  state = Terminated\n  start_time = 2026-11-22 14:38:35\n  stop_time ="
                + " 2026-11-22 14:39:35\n  exit_code = 768 (3,0,0)\nid: 4\n  state = toLaunch\n",
            PARIS);
    assertThat(jobs).extracting(OarJobInfo::id).containsExactly(3L, 4L);
    assertThat(jobs.getFirst().start()).isEqualTo(Instant.parse("2026-11-22T13:38:35Z"));
    assertThat(jobs.getFirst().stop()).isEqualTo(Instant.parse("2026-11-22T13:39:35Z"));
    assertThat(jobs.getFirst().exitCode()).isEqualTo(3);
    assertThat(jobs.getLast().state()).isEqualTo(JobState.TO_LAUNCH);
  }

  @Test
  void nothingIsNoJob() {
    assertThat(OarstatText.read("", PARIS)).isEmpty();
    assertThat(OarstatJson.read("")).isEmpty();
    assertThat(OarstatJson.read("\r\n")).isEmpty();
    assertThat(OarstatJson.read("{}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"startTime, scheduledStart, stopTime", "start_time, scheduled_start, stop_time"})
  void jsonOfBothSpellings(String start, String scheduled, String stop) {
    var json =
        """
        {
           "12" : {
              "Job_Id" : 12, "name" : null, "owner" : "alice", "state" : "Error",
              "types" : ["deploy"], "assigned_network_address" : ["node-1", "node-10", "", "node-2"],
              "queue" : "default", "command" : "sleep 100000", "reservation" : "Scheduled",
              "walltime" : 300, "submissionTime" : 1795358314, "%s" : 1795358315,
              "%s" : null, "%s" : 1795358330, "exit_code" : null, "message" : "R=4",
              "events" : [{"event_id":2,"to_check":"NO","job_id":1,"type":"FRAG_JOB_REQUEST",
                 "date":1795358457,"description":"User alice requested to frag the job 1"}]
           }
        }
        """
            .formatted(start, scheduled, stop);
    var job = OarstatJson.read(json.replace("\n", "\r\n")).getFirst();
    assertThat(job.id()).isEqualTo(12);
    assertThat(job.name()).isNull();
    assertThat(job.state()).isEqualTo(JobState.ERROR);
    assertThat(job.state().over()).isTrue();
    assertThat(job.nodes()).containsExactly("node-1", "node-10", "node-2");
    assertThat(job.start()).isEqualTo(Instant.ofEpochSecond(1795358315));
    assertThat(job.scheduledStart()).isNull();
    assertThat(job.stop()).isEqualTo(Instant.ofEpochSecond(1795358330));
    assertThat(job.expectedEnd()).isEqualTo(job.stop());
    assertThat(job.walltime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(job.reserved()).isTrue();
    assertThat(job.exitCode()).isNull();
    assertThat(job.events()).hasSize(1);
  }

  @Test
  void jobsOfShortJsonAreIncomplete() {
    var job = OarstatJson.read("{\"3\":{\"state\":\"Hold\",\"startTime\":\"0\"}}").getFirst();
    assertThat(job.state()).isEqualTo(JobState.HOLD);
    assertThat(job.start()).isNull();
    assertThat(job.walltime()).isNull();
  }

  @Test
  void brokenJsonIsToldOf() {
    assertThatThrownBy(() -> OarstatJson.read("{\"1\": "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("oarstat");
  }

  @Test
  void numbersOfATable() {
    String table =
        """
        Job id    S User     Duration   System message
        --------- - -------- ---------- ------------------------------------------------
        4         R alice       0:00:54 R=4,W=0:1:58,J=R
        17        W alice       0:00:00 R=2,W=0:2:0,J=B,N=jk
        """;
    assertThat(OarstatText.listed(table)).containsExactly(4L, 17L);
    assertThat(OarstatText.listed(table.replace("\n", "\r\n"))).containsExactly(4L, 17L);
    assertThat(OarstatText.listed("")).isEmpty();
  }

  @Test
  void statesOfBothSpellings() {
    assertThat(JobState.of("toAckReservation")).isEqualTo(JobState.TO_ACK_RESERVATION);
    assertThat(JobState.of("toackreservation")).isEqualTo(JobState.TO_ACK_RESERVATION);
    assertThat(JobState.of("Running")).isEqualTo(JobState.RUNNING);
    assertThat(JobState.of("Odd")).isEqualTo(JobState.UNKNOWN);
  }
}
