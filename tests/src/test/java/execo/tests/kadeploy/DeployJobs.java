package execo.tests.kadeploy;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.Deployment;
import execo.g5k.api.G5kApi;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import execo.host.Host;
import execo.testbed.grid5000.Grid5000Testbed;
import execo.tests.oar.StandinAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A stand-in Grid'5000 of two sites, and jobs that may deploy their nodes. */
final class DeployJobs implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Grid5000Testbed grid;
  private final G5kSettings settings;
  private final Oar oar;

  /**
   * Starts a stand-in.
   *
   * @param deployment how long a deployment takes
   */
  DeployJobs(Duration deployment) {
    grid =
        Grid5000Testbed.builder()
            .sites("lyon", "nancy")
            .reaction(Duration.ofMillis(100))
            .deployment(deployment)
            .start();
    settings =
        StandinAccount.settings(grid, grid.user())
            .with(G5kKeys.POLLING_INTERVAL, Duration.ofMillis(200))
            .with(G5kKeys.TINY_POLLING_INTERVAL, Duration.ofMillis(200));
    oar = Oar.onFrontends(settings, null, null);
  }

  Grid5000Testbed grid() {
    return grid;
  }

  G5kSettings settings() {
    return settings;
  }

  Oar oar() {
    return oar;
  }

  /** A job of the type deploy that has started. */
  OarJob start(String site, String resources) {
    return start(oar, site, OarSubmission.of(resources).withTypes("deploy"));
  }

  OarJob start(Oar whose, String site, OarSubmission submission) {
    var submitted = whose.oarsub(new OarRequest(submission.withWalltime("2:00:00"), site));
    assertThat(submitted.ok()).as(submitted.toString()).isTrue();
    OarJob job = Objects.requireNonNull(submitted.job());
    assertThat(whose.awaitStart(job, LONG, _ -> {})).isTrue();
    return job;
  }

  List<Host> nodes(OarJob job) {
    return oar.nodes(job, LONG);
  }

  /** The nodes of a job that was started for them. */
  List<Host> nodes(String site, int count) {
    return nodes(start(site, "nodes=" + count));
  }

  /** All deployments of a site, the first one first. */
  List<Deployment> deployments(String site) {
    var newestFirst = G5kApi.of(settings).deployments(site).list(Map.of());
    return newestFirst.reversed().stream()
        .sorted(comparing(deployment -> Objects.requireNonNull(deployment.createdAt())))
        .toList();
  }

  void deleteJobs() {
    for (String user : List.of(grid.user(), "bob")) {
      var whose = Oar.onFrontends(StandinAccount.settings(grid, user), null, null);
      whose.oardel(whose.currentJobs(grid.sites()));
    }
  }

  @Override
  public void close() {
    grid.close();
  }
}
