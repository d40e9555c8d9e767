package execo.g5k.charter;

import execo.g5k.api.G5kApi;
import execo.g5k.api.JobQuery;
import execo.g5k.api.JobState;
import execo.g5k.api.JobsApi;
import execo.g5k.api.ReferenceData;
import execo.g5k.api.StatusQuery;
import execo.g5k.schedule.Booking;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * What the usage policy leaves to a user on a day: in each cluster, the jobs that touch restricted
 * hours, each with its cores for its walltime, even if it ended earlier, may take as much as all
 * its usable cores for two hours. Jobs in queues that the policy does not {@linkplain
 * Charter#covers cover} do not count.
 */
public final class Quota {
  private static final long ALLOWED = Duration.ofHours(2).toSeconds();
  private static final Set<String> FREE = Set.of("besteffort", "nfs", "iscsi");

  /** No job touches a day that was submitted longer before it: more than reservations allow. */
  private static final Duration LONGEST_AHEAD = Duration.ofDays(92);

  private Quota() {}

  /**
   * What is left to a user on a day in each cluster of a site, out of what the API tells now: the
   * hosts that are not dead, and the jobs of the user, of those that are over the ones submitted up
   * to three months before the day. Clusters that the policy does not cover, as those in the queue
   * {@code abaca} only, are not in the result, nor do hosts count that the reference data do not
   * know.
   */
  public static List<Allowance> of(
      G5kApi api, ReferenceData data, String site, LocalDate day, String user) {
    var usable = new LinkedHashMap<String, Integer>();
    api.status(site, StatusQuery.NODES)
        .nodes()
        .forEach((host, status) -> {
          if (!status.hard().equals("dead") && data.isHost(host)) {
            data.hostCluster(host)
                .filter(cluster -> covers(data.queues(cluster)))
                .ifPresent(cluster -> usable.merge(cluster, cores(data, host), Integer::sum));
          }
        });
    var jobs = jobs(api.jobs(site), user, Charter.day(day).startDate().minus(LONGEST_AHEAD));
    var left =
        remaining(
            day,
            jobs,
            usable,
            host -> data.hostCluster(host).orElse(""),
            host -> data.isHost(host) ? cores(data, host) : 0);
    return usable.entrySet().stream()
        .map(each ->
            new Allowance(
                each.getKey(), site, each.getValue(), left.getOrDefault(each.getKey(), 0L)))
        .toList();
  }

  /** A cluster that names no queue is in the default one. */
  private static boolean covers(List<String> queues) {
    return queues.isEmpty()
        || queues.stream().anyMatch(queue -> !queue.equals("admin") && Charter.covers(queue));
  }

  private static Collection<Booking> jobs(JobsApi api, String user, Instant since) {
    var query = JobQuery.all().user(user).withResources();
    var jobs = new LinkedHashMap<Long, Booking>();
    api.list(query.live()).forEach(job -> jobs.put(job.id(), Booking.of(job)));
    api.list(query.states(JobState.TERMINATED, JobState.ERROR), since)
        .forEach(job -> jobs.put(job.id(), Booking.of(job)));
    return jobs.values();
  }

  private static int cores(ReferenceData data, String host) {
    return data.host(host).path("architecture").path("nb_cores").asInt(0);
  }

  /** The core-seconds that the policy allows a day in a cluster of so many cores. */
  static long whole(int cores) {
    return cores * ALLOWED;
  }

  /**
   * The core-seconds that are left in each cluster, never below 0.
   *
   * @param jobs the user's jobs, running, waiting or over, with their resources
   * @param usableCores how many cores of each cluster are not dead
   * @param clusterOf the cluster of a host, by full name
   * @param coresOf the cores of a host, for jobs that do not tell their cores
   */
  public static SequencedMap<String, Long> remaining(
      LocalDate day,
      Collection<Booking> jobs,
      Map<String, Integer> usableCores,
      Function<String, String> clusterOf,
      Function<String, Integer> coresOf) {
    var used = new HashMap<String, Long>();
    var restricted = Charter.periods(Charter.day(day));
    for (var job : jobs) {
      if (counts(job, restricted)) {
        cores(job, clusterOf, coresOf)
            .forEach((cluster, cores) -> used.merge(cluster, cores * job.walltime(), Long::sum));
      }
    }
    var left = new LinkedHashMap<String, Long>();
    usableCores.forEach((cluster, cores) ->
        left.put(cluster, Math.max(0, whole(cores) - used.getOrDefault(cluster, 0L))));
    return Collections.unmodifiableSequencedMap(left);
  }

  private static boolean counts(Booking job, Intervals restricted) {
    if (!Charter.covers(job.queue()) || job.types().stream().anyMatch(FREE::contains)) {
      return false;
    }
    if (job.ended() && neverRan(job)) {
      return false;
    }
    return ran(job).map(runs -> restricted.stream().anyMatch(runs::overlaps)).orElse(false);
  }

  /** When it runs; if it is over, only until it was stopped. */
  private static Optional<Interval> ran(Booking job) {
    return job.runs()
        .map(runs ->
            job.ended() && job.stoppedAt() != 0 && job.stoppedAt() < runs.end()
                ? new Interval(runs.start(), job.stoppedAt())
                : runs);
  }

  /** A reservation that is deleted before its date keeps that date as its start. */
  private static boolean neverRan(Booking job) {
    return job.startedAt() == 0 || (job.stoppedAt() != 0 && job.stoppedAt() <= job.startedAt());
  }

  private static Map<String, Long> cores(
      Booking job, Function<String, String> clusterOf, Function<String, Integer> coresOf) {
    var cores = new HashMap<String, Long>();
    for (var core : job.cores()) {
      int slash = core.indexOf('/');
      cores.merge(clusterOf.apply(slash < 0 ? core : core.substring(0, slash)), 1L, Long::sum);
    }
    if (job.cores().isEmpty()) {
      for (var node : job.nodes()) {
        cores.merge(clusterOf.apply(node), (long) coresOf.apply(node), Long::sum);
      }
    }
    return cores;
  }
}
