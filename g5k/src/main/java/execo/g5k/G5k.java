package execo.g5k;

import execo.g5k.kadeploy.Deploy;
import execo.g5k.kadeploy.Deployed;
import execo.g5k.kadeploy.Deployment;
import execo.g5k.oar.Deletion;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarException;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarJobInfo;
import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import execo.g5k.oar.Reservation;
import execo.g5k.oar.Submitted;
import execo.g5k.oar.Subnets;
import execo.g5k.oar.UnknownJobException;
import execo.g5k.oargrid.GridSubmitted;
import execo.g5k.oargrid.OargridInfo;
import execo.g5k.oargrid.OargridJob;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The front door to Grid'5000: what a script needs, in one static import beside that of {@code
 * execo.Execo}.
 *
 * {@snippet :
 * import static execo.Execo.*;
 * import static execo.g5k.G5k.*;
 *
 * void main() {
 *   try (var job = reserve(submission("/cluster=2/nodes=4").withWalltime("0:10"), "nancy")) {
 *     var nodes = job.nodes();
 *     remote("uptime", nodes, oarsh()).run();
 *   }
 * }
 * }
 *
 * <p>All of it follows the settings as they are at the call. Where a site is null, the default
 * frontend is meant.
 */
public final class G5k {
  private G5k() {}

  // ---- connections

  /** How to connect to the nodes of a job by oarsh, as configured. */
  public static ConnectionParams oarsh() {
    return G5kSettings.current().oarshConnection();
  }

  /** How to connect to frontends, whose hosts may be given as names of sites, as configured. */
  public static ConnectionParams frontends() {
    return G5kSettings.current().frontendConnection();
  }

  // ---- jobs

  /** A submission of these resources, all of them: {@code submission("nodes=4")}. */
  public static OarSubmission submission(String... resources) {
    return OarSubmission.of(resources);
  }

  /** Submits a job, which outlives this program if it is not deleted. */
  public static Submitted oarsub(OarSubmission submission, @Nullable String site) {
    return Oar.current().oarsub(submission.at(site));
  }

  /** Submits jobs at the same time; gives what became of each, in their order. */
  public static List<Submitted> oarsub(Collection<OarRequest> requests) {
    return Oar.current().oarsub(requests);
  }

  /**
   * Submits jobs at the same time, all or nothing.
   *
   * @param common what is changed in each submission before: {@code s -> s.withWalltime("1:00")}
   */
  public static List<Submitted> oarsubgrid(
      Collection<OarRequest> requests, UnaryOperator<OarSubmission> common) {
    return Oar.current().oarsubgrid(requests, common);
  }

  /**
   * Submits a job that does not outlive this program, however it ends.
   *
   * @throws execo.g5k.oar.JobsRefusedException if it is refused
   */
  public static Reservation reserve(OarSubmission submission, @Nullable String site) {
    return Oar.current().reserve(submission.at(site));
  }

  /**
   * Submits jobs, all or nothing, that do not outlive this program, however it ends.
   *
   * @throws execo.g5k.oar.JobsRefusedException if one is refused
   */
  public static Reservation reserve(Collection<OarRequest> requests) {
    return Oar.current().reserve(requests);
  }

  /**
   * Submits jobs, all or nothing, that do not outlive this program, however it ends.
   *
   * @param common what is changed in each submission before: {@code s -> s.withTypes("deploy")}
   * @throws execo.g5k.oar.JobsRefusedException if one is refused
   */
  public static Reservation reserve(
      Collection<OarRequest> requests, UnaryOperator<OarSubmission> common) {
    return reserve(
        requests.stream().map(each -> common.apply(each.submission()).at(each.site())).toList());
  }

  /** Has jobs deleted when this is closed, or else when this program ends, however it does. */
  public static Reservation releaseOnExit(OarJob... jobs) {
    return Oar.current().releaseOnExit(List.of(jobs));
  }

  /** Deletes jobs at the same time; gives what became of each, in their order. */
  public static List<Deletion> oardel(OarJob... jobs) {
    return oardel(List.of(jobs));
  }

  /** Deletes jobs at the same time; gives what became of each, in their order. */
  public static List<Deletion> oardel(Collection<OarJob> jobs) {
    return Oar.current().oardel(jobs);
  }

  /**
   * The user's jobs that have not ended, at these sites; at the default one if none is named.
   *
   * @throws OarException if a site does not answer
   */
  public static List<OarJob> currentOarJobs(String... sites) {
    return Oar.current().currentJobs(orDefault(sites));
  }

  /** The jobs at these sites that were not to outlive their program, one of this machine. */
  public static List<OarJob> orphans(String... sites) {
    return Oar.current().orphans(orDefault(sites));
  }

  private static List<String> orDefault(String... sites) {
    return sites.length > 0
        ? List.of(sites)
        : List.of(
            G5kSettings.current()
                .defaultFrontend()
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "no site is named; name one, or configure default-frontend")));
  }

  /**
   * What is known of a job.
   *
   * @throws UnknownJobException if there is none of this number
   */
  public static OarJobInfo oarJobInfo(OarJob job) {
    return Oar.current().info(job);
  }

  /**
   * What is known of the job that this program runs in.
   *
   * @throws OarException if {@code OAR_JOB_ID} is not in the environment
   */
  public static OarJobInfo oarJobInfo() {
    Optional<OarJob> own = Oar.own();
    return oarJobInfo(
        own.orElseThrow(
            () -> new OarException("this program does not run in a job: OAR_JOB_ID is not set")));
  }

  /** Waits until a job has started, for ever if need be; false if it ended without that. */
  public static boolean waitOarJobStart(OarJob job) {
    return Oar.current().awaitStart(job);
  }

  /**
   * Waits until a job has started.
   *
   * @param timeout how long at most: {@code "30m"}
   * @param prediction told when it is expected to start, each time that changes
   * @return false if it ended before, or has not started in time
   */
  public static boolean waitOarJobStart(OarJob job, String timeout, Consumer<Instant> prediction) {
    return Oar.current().awaitStart(job, Durations.parse(timeout), prediction);
  }

  /**
   * The nodes of a job, once it has started.
   *
   * @throws OarException if it ended before
   */
  public static List<Host> oarJobNodes(OarJob job) {
    return Oar.current().nodes(job, null);
  }

  /** The subnets of a job, once it has started. */
  public static Subnets oarJobSubnets(OarJob job) {
    return Oar.current().subnets(job, null);
  }

  /** The kavlans of a job, once it has started. */
  public static List<Integer> oarJobKavlan(OarJob job) {
    return Oar.current().vlans(job, null);
  }

  // ---- oargrid: the service is gone, its names stand for submissions at several sites at once

  /**
   * Submits jobs at the same time, all or nothing, under one name.
   *
   * @param common what is changed in each submission before: {@code s -> s.withWalltime("1:00")}
   * @return the grid job, or which part was refused and why
   */
  public static GridSubmitted oargridsub(
      Collection<OarRequest> requests, UnaryOperator<OarSubmission> common) {
    return GridSubmitted.of(oarsubgrid(requests, common));
  }

  /** Deletes the jobs of grid jobs. */
  public static List<Deletion> oargriddel(OargridJob... jobs) {
    return oardel(Stream.of(jobs).flatMap(job -> job.jobs().stream()).toList());
  }

  /**
   * The user's grid jobs of which a job has not ended, as far as they are at these sites; at the
   * default one if none is named.
   *
   * @throws OarException if a site does not answer
   */
  public static List<OargridJob> currentOargridJobs(String... sites) {
    return Oar.current().currentGrids(orDefault(sites)).stream().map(OargridJob::new).toList();
  }

  /**
   * When the last job of a grid job starts, as far as that is known, how long all of them may last,
   * and whose they are.
   */
  public static OargridInfo oargridJobInfo(OargridJob job) {
    return job.info(Oar.current());
  }

  /**
   * The job key that {@link #oargridsub} submits with, for all grid jobs: the configured one, a
   * path inside Grid'5000; empty if there is none.
   */
  public static Optional<String> oargridJobKey() {
    return G5kSettings.current().oarJobKeyFile();
  }

  /** The jobs of a grid job, each with its site. */
  public static List<OarJob> oargridJobOarJobs(OargridJob job) {
    return job.jobs();
  }

  /** Waits until all jobs of a grid job have started; false as soon as one ends without that. */
  public static boolean waitOargridJobStart(OargridJob job) {
    return Oar.current().awaitStart(job.jobs(), null, _ -> {});
  }

  /** The nodes of all jobs of a grid job, once all have started. */
  public static List<Host> oargridJobNodes(OargridJob job) {
    return job.nodes(Oar.current(), null);
  }

  // ---- deployments

  /** A deployment on these hosts, of the configured environment if none is named. */
  public static Deployment deployment(Object hosts) {
    return Deployment.of(hosts);
  }

  /** Deploys, once, on those of the nodes that are not deployed yet. */
  public static Deployed deploy(Deployment deployment) {
    return Deploy.of(deployment).run();
  }

  /** Deploys up to so many times, until all nodes are deployed. */
  public static Deployed deploy(Deployment deployment, int tries, @Nullable Duration timeout) {
    var deploy = Deploy.of(deployment).tries(tries);
    if (timeout != null) {
      deploy.deployTimeout(timeout);
    }
    return deploy.run();
  }
}
