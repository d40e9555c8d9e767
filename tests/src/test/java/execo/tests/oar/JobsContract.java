package execo.tests.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.api.JobState;
import execo.g5k.oar.DateRange;
import execo.g5k.oar.Deletion;
import execo.g5k.oar.Deletion.Outcome;
import execo.g5k.oar.JobsRefusedException;
import execo.g5k.oar.OarException;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarSubmission;
import execo.g5k.oar.Refusal;
import execo.g5k.oar.Refusal.Reason;
import execo.g5k.oar.Submitted;
import execo.g5k.oar.UnknownJobException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Submit, refuse, reserve, wait, delete, look. */
abstract class JobsContract extends OarContract {
  private static final OarJob NOBODYS = new OarJob(999_999_999, null);

  private OarJob unknown() {
    return new OarJob(NOBODYS.id(), site.site());
  }

  private static Refusal refusal(Submitted submitted) {
    assertThat(submitted.ok()).as(submitted.toString()).isFalse();
    return Objects.requireNonNull(submitted.refusal());
  }

  @Test
  void jobRunsUntilItIsDeleted() {
    Instant before = Instant.now().minusSeconds(2);
    OarJob job = start(nodes(2).withName("first").withTypes("besteffort"));
    var info = oar.info(job);
    assertThat(info.name()).isEqualTo("first");
    assertThat(info.owner()).isEqualTo(site.user());
    assertThat(info.walltime()).isEqualTo(Duration.ofMinutes(10));
    assertThat(info.types()).contains("besteffort");
    assertThat(info.queue()).isEqualTo("besteffort");
    assertThat(info.reserved()).isFalse();
    assertThat(info.submitted()).isBetween(before, Instant.now().plusSeconds(2));
    assertThat(info.start()).isBetween(before, Instant.now().plusSeconds(2));
    assertThat(info.nodes()).hasSize(2).doesNotHaveDuplicates().isSorted();
    assertThat(info.nodes()).allMatch(node -> node.endsWith(site.settings().domainSuffix()));
    assertThat(oar.nodes(job, LONG)).extracting(host -> host.address()).isEqualTo(info.nodes());
    assertThat(oar.currentJobs(List.of(site.site()))).containsExactly(job);

    assertThat(oar.oardel(List.of(job)))
        .extracting(Deletion::outcome)
        .containsExactly(Outcome.DELETED);
    var end = await(job, JobState.ERROR);
    assertThat(end.exitCode()).isNull();
    assertThat(end.events()).extracting(event -> event.type()).contains("FRAG_JOB_REQUEST");
    assertThat(oar.currentJobs(List.of(site.site()))).isEmpty();
    assertThat(oar.oardel(List.of(job)))
        .extracting(Deletion::outcome)
        .containsExactly(Outcome.OVER);
    assertThatThrownBy(() -> oar.nodes(job, LONG))
        .isInstanceOf(OarException.class)
        .hasMessageContaining(job.toString());
    assertThat(oar.awaitStart(job)).isFalse();
  }

  @Test
  void commandEndsByItself() {
    OarJob job = submit(nodes(1).withCommand("exit 3"));
    var end = await(job, info -> info.state().over());
    assertThat(end.state()).isEqualTo(JobState.TERMINATED);
    assertThat(end.exitCode()).isEqualTo(3);
  }

  @Test
  void anyTextArrivesWhole() {
    String text = "a \"b\" $HOME `id` \\n ; * & | <x> #{y} ~ é";
    OarJob job = submit(nodes(1).withName(text).withCommand("echo '" + text + "' | wc -c"));
    var info = oar.info(job);
    assertThat(info.name()).isEqualTo(text);
    assertThat(info.command()).isEqualTo("echo '" + text + "' | wc -c");
  }

  @Test
  void walltimeEndsAJob() {
    OarJob job = start(nodes(1).withWalltime("0:00:03"));
    var end = await(job, info -> info.state().over());
    assertThat(end.state()).isEqualTo(JobState.ERROR);
    assertThat(end.events()).extracting(event -> event.type()).contains("WALLTIME");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodes=5000          |                 |            |         | NOT_ENOUGH_RESOURCES",
        "nodes=1             | cluster='nope'  |            |         | NOT_ENOUGH_RESOURCES",
        "nodes=x             |                 |            |         | MALFORMED_RESOURCES",
        "nodez=1             |                 |            |         | MALFORMED_RESOURCES",
        "nodes=1             | bad = sql       |            |         | MALFORMED_RESOURCES",
        "nodes=1,walltime=abc|                 |            |         | MALFORMED_RESOURCES",
        "nodes=1             |                 | foo        |         | NOT_ADMITTED",
        "nodes=1             |                 |            | foo     | UNKNOWN_QUEUE",
      })
  void refusalsAreToldApart(
      String resources, String properties, String type, String queue, Reason reason) {
    var submission = OarSubmission.of(resources).withProperties(properties).withQueue(queue);
    var refusal = refusal(oar.oarsub(at(type == null ? submission : submission.withTypes(type))));
    assertThat(refusal.reason()).as(refusal.toString()).isEqualTo(reason);
    assertThat(refusal.message()).isNotBlank();
    assertThat(refusal.left()).isEmpty();
  }

  @Test
  void unknownOptionIsRefused() {
    var refusal = refusal(oar.oarsub(at(nodes(1).withOptions("--nosuchoption"))));
    assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED_COMMAND);
    assertThat(refusal.message()).contains("nosuchoption");
  }

  @Test
  void reservationStartsAtItsDate() {
    Instant date = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 12);
    int all = site.nodes();
    OarJob job = submit(nodes(all).withReservationDate(date));
    var waiting = oar.info(job);
    assertThat(waiting.state()).isEqualTo(JobState.WAITING);
    assertThat(waiting.reserved()).isTrue();
    assertThat(waiting.nodes()).isEmpty();
    assertThat(waiting.expectedStart()).isEqualTo(date);

    var conflict = refusal(oar.oarsub(at(nodes(all).withReservationDate(date))));
    assertThat(conflict.reason()).isEqualTo(Reason.NOT_FREE_THEN);
    assertThat(conflict.proposal()).isAfter(date);

    var predictions = new ArrayList<Instant>();
    assertThat(oar.awaitStart(job, LONG, predictions::add)).isTrue();
    assertThat(predictions.getFirst()).isEqualTo(date);
    assertThat(Instant.now()).isAfterOrEqualTo(date);
    assertThat(oar.nodes(job, LONG)).hasSize(all);
  }

  @Test
  void reservationInThePastIsRefused() {
    var past = Instant.now().minus(Duration.ofHours(1));
    var refusal = refusal(oar.oarsub(at(nodes(1).withReservationDate(past))));
    assertThat(refusal.reason()).isEqualTo(Reason.TOO_LATE);
    assertThat(oar.currentJobs(List.of(site.site()))).isEmpty();
  }

  @Test
  void waitingJobIsPredictedAndFoundByItsDates() {
    OarJob first = start(nodes(site.nodes()).withWalltime("0:01:00"));
    OarJob second = submit(nodes(1));
    var sites = List.of(site.site());
    Instant start = await(second, info -> info.expectedStart() != null).expectedStart();
    assertThat(start).isAfter(oar.info(first).start());
    var predictions = new ArrayList<Instant>();
    assertThat(oar.awaitStart(second, Duration.ofSeconds(1), predictions::add)).isFalse();
    assertThat(predictions).isNotEmpty();
    assertThat(oar.currentJobs(sites)).containsExactlyInAnyOrder(first, second);
    assertThat(oar.currentJobs(sites, DateRange.ANY, DateRange.ANY)).hasSize(2);
    var soon = new DateRange(null, oar.info(first).start());
    assertThat(oar.currentJobs(sites, soon, DateRange.ANY)).containsExactly(first);
  }

  @Test
  void jobOnHoldHasNoDate() {
    OarJob job = submit(nodes(1).withOptions("--hold"));
    assertThat(oar.info(job).state()).isEqualTo(JobState.HOLD);
    var sites = List.of(site.site());
    assertThat(oar.currentJobs(sites)).containsExactly(job);
    var from = new DateRange(Instant.EPOCH, null);
    assertThat(oar.currentJobs(sites, from, DateRange.ANY)).isEmpty();
  }

  @Test
  void moldableJobTakesOneOfItsShapes() {
    OarJob job = start(nodes(2).orResources("nodes=1"));
    assertThat(oar.nodes(job, LONG)).hasSizeBetween(1, 2);
  }

  @Test
  void bestEffortGivesWay() {
    OarJob first = start(nodes(site.nodes()).withTypes("besteffort"));
    OarJob second = submit(nodes(1));
    assertThat(await(first, info -> info.state().over()).events())
        .extracting(event -> event.type())
        .contains("BESTEFFORT_KILL");
    assertThat(oar.awaitStart(second, LONG, _ -> {})).isTrue();
  }

  @Test
  void unknownJobIsSaidSo() {
    assertThatThrownBy(() -> oar.info(unknown()))
        .isInstanceOf(UnknownJobException.class)
        .hasMessage("there is no job 999999999 at " + site.site());
    assertThatThrownBy(() -> oar.awaitStart(unknown())).isInstanceOf(UnknownJobException.class);
    assertThatThrownBy(() -> oar.nodes(unknown(), LONG)).isInstanceOf(UnknownJobException.class);
    assertThat(oar.oardel(List.of(unknown())))
        .extracting(Deletion::outcome)
        .containsExactly(Outcome.NOT_YOURS);
  }

  @Test
  void jobsOfOthersAreSafe() {
    OarJob job = start(nodes(1));
    var other = oar(site.otherSettings());
    assertThat(other.oardel(List.of(job)))
        .extracting(Deletion::outcome)
        .containsExactly(Outcome.NOT_YOURS);
    assertThat(other.currentJobs(List.of(site.site()))).isEmpty();
    assertThat(other.info(job).owner()).isEqualTo(site.user());
    assertThat(oar.info(job).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void walltimeGrows() {
    OarJob job = start(nodes(1));
    assertThat(oar.changeWalltime(job, "+0:10:00")).containsIgnoringCase("accepted");
    await(job, info -> Duration.ofMinutes(20).equals(info.walltime()));
    assertThatThrownBy(() -> oar.changeWalltime(unknown(), "+1:00"))
        .isInstanceOf(OarException.class);
  }

  @Test
  void gridIsAllOrNothing() {
    var requests = List.of(at(nodes(1)), at(nodes(5000)), at(nodes(1)));
    var refused = oar.oarsubgrid(requests, submission -> submission.withWalltime("0:02:00"));
    assertThat(refused)
        .extracting(each -> refusal(each).reason())
        .containsExactly(Reason.GIVEN_BACK, Reason.NOT_ENOUGH_RESOURCES, Reason.GIVEN_BACK);
    oar.currentJobs(List.of(site.site()))
        .forEach(job -> await(job, info -> info.state() != JobState.WAITING));

    var accepted =
        oar.oarsubgrid(
            List.of(at(nodes(1)), at(nodes(2))), submission -> submission.withWalltime("0:02:00"));
    assertThat(accepted).allMatch(Submitted::ok);
    assertThat(oar.currentGrids(List.of(site.site())))
        .contains(accepted.stream().map(each -> Objects.requireNonNull(each.job())).toList());
    for (Submitted each : accepted) {
      var job = Objects.requireNonNull(each.job());
      assertThat(oar.awaitStart(job, LONG, _ -> {})).isTrue();
      assertThat(oar.info(job).walltime()).isEqualTo(Duration.ofMinutes(2));
    }
  }

  @Test
  void reservationIsReleasedAtItsEnd() {
    OarJob job;
    try (var reservation = oar.reserve(List.of(at(nodes(1).withName("mine")), at(nodes(1))))) {
      assertThat(reservation.nodes(LONG)).hasSize(2);
      job = reservation.jobs().getFirst();
      assertThat(oar.info(job).name()).startsWith("mine.execo-");
      assertThat(oar.orphans(List.of(site.site()))).isEmpty();
    }
    await(job, JobState.ERROR);
    assertThatThrownBy(() -> oar.reserve(List.of(at(nodes(1)), at(nodes(5000)))))
        .isInstanceOf(JobsRefusedException.class)
        .hasMessageContaining("not enough resources")
        .hasMessageContaining(site.site());
  }

  /** OAR keeps the job then, and would start it later. */
  @Test
  void jobKeptByADeadServerIsDeleted() {
    site.stopServer();
    try {
      var refusal = refusal(oar.oarsub(at(nodes(1))));
      assertThat(refusal.reason()).isEqualTo(Reason.SERVER_DOWN);
      assertThat(refusal.left()).hasSize(1);
    } finally {
      site.startServer();
    }
    endsWithTheNextDeletion();
  }

  @Test
  void reservationOfADeadServerIsDeleted() {
    site.stopServer();
    try {
      assertThatThrownBy(() -> oar.reserve(at(nodes(1).withName("dead"))))
          .isInstanceOfSatisfying(
              JobsRefusedException.class,
              e -> {
                var refusal = refusal(e.refused().getFirst());
                assertThat(refusal.reason()).isEqualTo(Reason.SERVER_DOWN);
                assertThat(refusal.left()).hasSize(1);
              });
    } finally {
      site.startServer();
    }
    endsWithTheNextDeletion();
  }

  /**
   * The deletion was written down while the server was away; the server carries it out with the
   * next one, of whichever job.
   */
  private void endsWithTheNextDeletion() {
    var kept = oar.currentJobs(List.of(site.site()));
    oar.oardel(List.of(submit(nodes(1))));
    for (var job : kept) {
      var end = await(job, info -> info.state().over());
      assertThat(end.events()).extracting(event -> event.type()).contains("FRAG_JOB_REQUEST");
    }
  }

  @Test
  void arrayIsReleasedAsAWhole() {
    List<OarJob> jobs;
    try (var reservation = oar.reserve(at(nodes(1).withOptions("--array 3")))) {
      jobs = reservation.jobs();
      assertThat(jobs).hasSize(3).doesNotHaveDuplicates();
      assertThat(oar.currentJobs(List.of(site.site()))).containsExactlyInAnyOrderElementsOf(jobs);
      assertThat(reservation.awaitStart(LONG, _ -> {})).isTrue();
      assertThat(reservation.nodes(LONG)).hasSize(3);
    }
    jobs.forEach(job -> await(job, info -> info.state().over()));
  }

  @Test
  void waitForAllEndsWhenOneIsDeleted() {
    var all = nodes(site.nodes());
    try (var before = oar.reserve(at(all))) {
      assertThat(before.awaitStart(LONG, _ -> {})).isTrue();
      try (var reservation = oar.reserve(List.of(at(all), at(all)))) {
        var dying = reservation.jobs().getLast();
        oar.oardel(List.of(dying));
        assertThat(reservation.awaitStart()).isFalse();
        assertThatThrownBy(reservation::nodes)
            .isInstanceOf(OarException.class)
            .hasMessageContaining(dying.toString());
      }
    }
  }

  @Test
  void orphansAreFoundByTheirNames() {
    OarJob ours = submit(nodes(1).withName("free.execo-" + here() + "-9zzzz-1-1"));
    OarJob elsewhere = submit(nodes(1).withName("execo-1-1-1-9zzzz-1-1"));
    assertThat(oar.orphans(List.of(site.site()))).containsExactly(ours).doesNotContain(elsewhere);
  }

  /** This machine, as marks name it. */
  private String here() {
    try (var reservation = oar.reserve(at(nodes(1)))) {
      String[] parts = Objects.requireNonNull(oar.info(reservation.job()).name()).split("-", -1);
      return String.join("-", parts[1], parts[2], parts[3]);
    }
  }
}
