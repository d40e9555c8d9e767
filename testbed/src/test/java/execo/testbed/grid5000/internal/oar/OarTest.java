package execo.testbed.grid5000.internal.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.testbed.grid5000.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The scheduler, on four nodes of two cores and a vlan, with a clock that is advanced by hand. */
class OarTest {
  private static final Duration REACTION = Duration.ofSeconds(1);

  private final List<String> problems = new ArrayList<>();
  private final Map<Resource, Integer> holders = new HashMap<>();
  private final List<JobInfo> finished = new ArrayList<>();
  private final VirtualClock clock = new VirtualClock(0);
  private final Oar oar =
      new Oar(
          resources(),
          clock,
          REACTION,
          ZoneId.of("Europe/Paris"),
          new JobRunner() {
            @Override
            public void running(JobInfo job) {
              job.resources()
                  .forEach(resource -> {
                    if (holders.put(resource, job.id()) != null) {
                      problems.add("job " + job.id() + " got " + resource + " of another");
                    }
                  });
            }

            @Override
            public void finishing(JobInfo job) {
              job.resources().forEach(holders::remove);
              finished.add(job);
            }
          },
          1);

  private static List<Resource> resources() {
    var all = new ArrayList<Resource>();
    for (var node = 1; node <= 4; node++) {
      for (var core = 0; core < 2; core++) {
        var id = all.size() + 1;
        var cluster = node <= 2 ? "red" : "blue";
        var host = cluster + "-" + node + ".lyon.grid5000.fr";
        all.add(
            new Resource(
                id,
                "default",
                Map.of(
                    "type",
                    "default",
                    "resource_id",
                    id,
                    "network_address",
                    host,
                    "host",
                    host,
                    "cluster",
                    cluster,
                    "core",
                    id,
                    "deploy",
                    "YES",
                    "besteffort",
                    "YES")));
      }
    }
    all.add(new Resource(9, "kavlan", Map.of("type", "kavlan", "resource_id", 9, "vlan", "4")));
    return all;
  }

  private JobInfo submit(Submission submission) throws OarException {
    return oar.submit(submission, 1).jobs().getFirst();
  }

  private JobInfo submit(String resources) throws OarException {
    return submit(Submission.of("alice", resources, "sleep 1"));
  }

  private JobInfo now(JobInfo job) {
    return Objects.requireNonNull(oar.job(job.id()));
  }

  private void pass(String seconds) {
    clock.advance(Duration.parse("PT" + seconds));
  }

  @Test
  void goesThroughItsStates() throws Exception {
    var job = submit("nodes=2,walltime=0:05:00");
    assertThat(now(job).state()).isEqualTo(JobState.WAITING);
    pass("1S");
    assertThat(now(job).state()).isEqualTo(JobState.TO_LAUNCH);
    pass("2S");
    assertThat(now(job).state()).isEqualTo(JobState.RUNNING);
    assertThat(now(job).hosts())
        .containsExactly("red-1.lyon.grid5000.fr", "red-2.lyon.grid5000.fr");
    oar.ended(job.id(), 768);
    pass("2S");
    assertThat(now(job).state()).isEqualTo(JobState.TERMINATED);
    assertThat(now(job).exit()).isEqualTo(768);
  }

  @Test
  void endsAtTheWalltime() throws Exception {
    var job = submit("nodes=1,walltime=0:01:00");
    pass("70S");
    assertThat(now(job).state()).isEqualTo(JobState.ERROR);
    assertThat(now(job).events()).extracting(JobEvent::type).contains("WALLTIME");
  }

  @Test
  void leavesRoomForReservations() throws Exception {
    var start = clock.now().plusSeconds(600);
    var reserved =
        submit(Submission.of("bob", "nodes=4,walltime=0:10:00", null).withReservation(start));
    var small = submit("nodes=1,walltime=0:05:00");
    var large = submit("nodes=1,walltime=0:30:00");
    pass("5S");
    assertThat(now(small).state()).isEqualTo(JobState.RUNNING);
    assertThat(now(large).state()).isEqualTo(JobState.WAITING);
    assertThat(now(large).predicted()).isEqualTo(start.getEpochSecond() + 600);
    pass("600S");
    assertThat(now(reserved).state()).isEqualTo(JobState.RUNNING);
    var answer =
        oar.submit(
                Submission.of("alice", "nodes=1,walltime=0:01:00", null)
                    .withReservation(start.plusSeconds(60)),
                1)
            .answer();
    assertThat(Objects.requireNonNull(answer).valid()).isFalse();
    assertThat(answer.text()).startsWith("This reservation could run at ");
    var old =
        oar.submit(
                Submission.of("alice", "nodes=1,walltime=0:01:00", null)
                    .withReservation(Instant.EPOCH),
                1)
            .answer();
    assertThat(old).isEqualTo(new Oar.Answer(false, "Reservation too old"));
  }

  @Test
  void reservesEachJobOfAnArray() throws Exception {
    var date = clock.now().plusSeconds(600);
    var asked = Submission.of("alice", "nodes=2,walltime=0:10:00", "x").withReservation(date);
    var submitted = oar.submit(asked, 3);
    assertThat(submitted.answer()).isEqualTo(new Oar.Answer(true, "OK"));
    pass("5S");
    var jobs = submitted.jobs().stream().map(this::now).toList();
    assertThat(jobs.subList(0, 2))
        .allMatch(job -> job.reserved() && job.started() == date.getEpochSecond());
    assertThat(jobs.getLast().state()).as("there are four nodes").isEqualTo(JobState.ERROR);
    pass("600S");
    assertThat(submitted.jobs().subList(0, 2))
        .allMatch(job -> now(job).state() == JobState.RUNNING);
  }

  @Test
  void sendsBesteffortJobsAway() throws Exception {
    var weak =
        submit(Submission.of("bob", "nodes=4,walltime=1:00:00", "x").withTypes("besteffort"));
    pass("3S");
    assertThat(now(weak).state()).isEqualTo(JobState.RUNNING);
    var strong = submit("nodes=1,walltime=1:00:00");
    pass("10S");
    assertThat(now(weak).state()).isEqualTo(JobState.ERROR);
    assertThat(now(weak).events()).extracting(JobEvent::type).contains("BESTEFFORT_KILL");
    assertThat(now(strong).state()).isEqualTo(JobState.RUNNING);
    assertThat(problems).isEmpty();
  }

  @Test
  void understandsRequests() throws Exception {
    var job = submit("{cluster='blue'}/nodes=1+{type='kavlan'}/vlan=1,walltime=1");
    pass("3S");
    assertThat(now(job).hosts()).containsExactly("blue-3.lyon.grid5000.fr");
    assertThat(now(job).values("kavlan", "vlan")).containsExactly("4");
    var both = submit("/cluster=2/nodes=1/core=1,walltime=1:00");
    pass("3S");
    assertThat(now(both).resources()).hasSize(2);
    assertThat(now(both).wanted())
        .isEqualTo("-l \"{type = 'default'}/cluster=2/network_address=1/core=1,walltime=1:0:0\" ");
    var some =
        submit(
            "{host not in ('red-1.lyon.grid5000.fr') and (cluster like 're%' or core > 100)}/host=1,walltime=1");
    pass("3S");
    assertThat(now(some).hosts()).containsExactly("red-2.lyon.grid5000.fr");
  }

  @Test
  void takesAnAlternativeThatFits() throws Exception {
    submit("nodes=3,walltime=1:00:00");
    var moldable =
        new Submission(
            "alice",
            List.of("nodes=4,walltime=0:10:00", "nodes=1,walltime=0:40:00"),
            "x",
            List.of(),
            "",
            null,
            null,
            null,
            "/",
            null,
            null,
            null,
            false,
            false,
            "oarsub");
    var job = submit(moldable);
    pass("5S");
    assertThat(now(job).state()).isEqualTo(JobState.RUNNING);
    assertThat(now(job).walltime()).isEqualTo(2400);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> submit("nodes=5"))
        .isInstanceOfSatisfying(OarException.class, e -> assertThat(e.code()).isEqualTo(8));
    assertThatThrownBy(() -> submit("nodez=1"))
        .isInstanceOfSatisfying(
            OarException.class,
            e -> assertThat(e.err()).contains("column \"nodez\" does not exist"));
    assertThatThrownBy(() -> submit("nodes=x"))
        .isInstanceOfSatisfying(
            OarException.class,
            e ->
                assertThat(e.err())
                    .isEqualTo("/!\\ Cannot recognize the resource description : nodes=x\n"));
  }

  @Test
  void deletesOnlyOnesOwn() throws Exception {
    var job = submit("nodes=1,walltime=1:00:00");
    pass("3S");
    assertThat(oar.delete(job.id(), "bob")).isEqualTo(Oar.Deletion.NOT_YOURS);
    assertThat(oar.delete(job.id(), "alice")).isEqualTo(Oar.Deletion.REGISTERED);
    assertThat(oar.delete(job.id(), "alice")).isEqualTo(Oar.Deletion.ALREADY);
    pass("3S");
    assertThat(now(job).state()).isEqualTo(JobState.ERROR);
  }

  @Test
  void changesWalltimesWhereNobodyWaits() throws Exception {
    var job = submit("nodes=4,walltime=0:10:00");
    pass("3S");
    oar.changeWalltime(job.id(), "alice", "+0:10", false);
    pass("2S");
    assertThat(now(job).walltime()).isEqualTo(1200);
    submit("nodes=1,walltime=1:00:00");
    pass("2S");
    oar.changeWalltime(job.id(), "alice", "+1:00", false);
    pass("2S");
    assertThat(now(job).walltime()).isEqualTo(1200);
    assertThat(now(job).change().pending()).isEqualTo(3600);
  }

  @Property(tries = 60)
  void givesNothingTwiceAndNothingLongerThanAsked(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 999) Integer> wishes)
      throws Exception {
    problems.clear();
    holders.clear();
    finished.clear();
    for (int wish : wishes) {
      var nodes = wish % 4 + 1;
      var minutes = wish / 4 % 5 + 1;
      var submission =
          Submission.of("alice", "nodes=" + nodes + ",walltime=0:" + minutes + ":00", "x");
      var kind = wish / 20 % 4;
      if (kind == 1) {
        submission = submission.withTypes("besteffort");
      } else if (kind == 2) {
        submission = submission.withReservation(clock.now().plusSeconds(wish));
      }
      oar.submit(submission, 1);
      clock.advance(Duration.ofSeconds(wish % 90));
    }
    clock.advance(Duration.ofHours(3));
    assertThat(problems).isEmpty();
    assertThat(oar.current()).isEmpty();
    for (var job : finished) {
      var end = now(job);
      assertThat(end.stopped() - end.started()).isLessThanOrEqualTo(end.walltime() + 2);
    }
  }
}
