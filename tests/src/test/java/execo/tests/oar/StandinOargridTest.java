package execo.tests.oar;

import static execo.Execo.remote;
import static execo.g5k.G5k.currentOargridJobs;
import static execo.g5k.G5k.oargridJobInfo;
import static execo.g5k.G5k.oargridJobKey;
import static execo.g5k.G5k.oargridJobNodes;
import static execo.g5k.G5k.oargriddel;
import static execo.g5k.G5k.oargridsub;
import static execo.g5k.G5k.submission;
import static execo.g5k.G5k.waitOargridJobStart;
import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.g5k.G5kSettings;
import execo.g5k.oar.DateRange;
import execo.g5k.oar.Deletion;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarSubmission;
import execo.g5k.oargrid.Oargrid;
import execo.testbed.grid5000.Grid5000Testbed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The original commands of oargrid, which the stand-in has, and the names that stand for them. */
class StandinOargridTest {
  private static final Grid5000Testbed GRID =
      Grid5000Testbed.builder().sites("lyon", "nancy").reaction(Duration.ofMillis(100)).start();
  private static final Duration LONG = OarContract.LONG;

  private final G5kSettings settings = StandinAccount.settings(GRID, GRID.user());
  private final Oargrid oargrid = Oargrid.onFrontend(settings, "lyon", null, null);

  @AfterAll
  static void stop() {
    GRID.close();
  }

  @Test
  void gridJobRunsAtItsSitesUntilItIsDeleted() {
    Instant before = Instant.now().minusSeconds(2);
    var parts =
        List.of(
            OarSubmission.of("{cluster='taurus' and host != 'none'}/nodes=2")
                .withName("left")
                .at("lyon"),
            OarSubmission.of("nodes=1").withProperties("cluster='grisou'").at("gros"),
            OarSubmission.of("nodes=1").withTypes("besteffort").at("gros"));
    var submitted = oargrid.oargridsub(parts.subList(0, 1), OarSubmission.of());
    assertThat(submitted.ok()).as(submitted.message()).isTrue();
    oargrid.oargriddel(List.of(id(submitted.id())));

    var refused = oargrid.oargridsub(parts, OarSubmission.of());
    assertThat(refused.ok()).as("no node of gros is one of grisou").isFalse();
    assertThat(refused.message()).contains("not enough resources");

    var common = OarSubmission.of().withWalltime("0:20:00");
    var grid = oargrid.oargridsub(List.of(parts.getFirst(), parts.getLast()), common);
    assertThat(grid.ok()).as(grid.message()).isTrue();
    long id = id(grid.id());
    assertThat(oargrid.currentOargridJobs()).contains(id);
    var info = oargrid.oargridJobInfo(id);
    assertThat(info.user()).isEqualTo(GRID.user());
    assertThat(info.walltime()).isEqualTo(Duration.ofMinutes(20));
    assertThat(info.start()).isBetween(before, Instant.now().plusSeconds(10));
    assertThat(oargrid.oargridJobKey(id))
        .isEqualTo("/tmp/oargrid/oargrid_ssh_key_" + GRID.user() + "_" + id);
    var later = new DateRange(Instant.now().plusSeconds(3600), null);
    assertThat(oargrid.currentOargridJobs(later, DateRange.ANY)).isEmpty();

    var jobs = oargrid.oargridJobOarJobs(id);
    assertThat(jobs).extracting(OarJob::site).containsExactly("lyon", "nancy");
    var nodes = oargrid.oargridJobNodes(id, LONG);
    assertThat(nodes).hasSize(3);
    assertThat(nodes.subList(0, 2))
        .allMatch(node -> node.address().matches("taurus-\\d+\\.lyon\\..*"));
    assertThat(nodes.getLast().address()).matches("gros-\\d+\\.nancy\\..*");
    Oar oar = Oar.onFrontends(settings, null, null);
    assertThat(oar.info(jobs.getFirst()).name()).isEqualTo("left");
    assertThat(oar.info(jobs.getLast()).types()).containsExactly("besteffort");
    var key =
        GRID.connection().withUser("oar").withKeyFile(Path.of(String.valueOf(grid.keyFile())));
    try (var there = remote("true", nodes, key).timeout(LONG).run()) {
      assertThat(there.ok()).as("one key opens the nodes of all parts").isTrue();
    }

    assertThat(oargrid.oargriddel(List.of(id, 999L)))
        .extracting(each -> each.ok())
        .containsExactly(true, false);
    assertThat(oar.awaitStart(jobs.getFirst(), Duration.ofSeconds(1), _ -> {})).isFalse();
  }

  /** Without the service: what was submitted at several sites at the same time. */
  @Test
  void namesOfOargridStandForJobsAtSeveralSites() {
    Configuration.use(settings.configuration());
    try {
      var parts = List.of(submission("nodes=1").at("nancy"), submission("nodes=2").at("lyon"));
      var refused = oargridsub(parts, each -> each.withProperties("cluster='taurus'"));
      assertThat(refused.job()).isNull();
      assertThat(refused.message()).startsWith("no job: nancy: There are not enough resources");
      assertThat(refused.parts()).hasSize(2);

      var submitted = oargridsub(parts, each -> each.withWalltime("0:20:00"));
      assertThat(submitted.ok()).as(submitted.message()).isTrue();
      var job = Objects.requireNonNull(submitted.job());
      assertThat(currentOargridJobs("lyon", "nancy")).contains(job);
      assertThat(waitOargridJobStart(job)).isTrue();
      var info = oargridJobInfo(job);
      assertThat(info.walltime()).isEqualTo(Duration.ofMinutes(20));
      assertThat(info.user()).isEqualTo(GRID.user());
      assertThat(info.start()).isEqualTo(job.startDate(Oar.current())).isNotNull();
      assertThat(oargridJobKey()).isEqualTo(settings.oarJobKeyFile());
      assertThat(oargridJobNodes(job)).hasSize(3);
      assertThat(oargriddel(job)).allMatch(Deletion::ok);
    } finally {
      Configuration.use(null);
    }
  }

  private static long id(@Nullable Long id) {
    return Objects.requireNonNull(id);
  }
}
