package execo.g5k.charter;

import execo.g5k.api.G5kApi;
import execo.g5k.api.JobQuery;
import execo.g5k.api.ReferenceData;
import execo.g5k.api.StatusQuery;
import execo.g5k.schedule.Booking;
import execo.g5k.schedule.Intervals;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * What the usage policy leaves to a user on a day: in each cluster, the jobs that touch restricted
 * hours may take as much as all its usable cores for two hours.
 */
public final class Quota {
  private static final long ALLOWED = Duration.ofHours(2).toSeconds();
  private static final Set<String> FREE = Set.of("besteffort", "nfs", "iscsi");

  private Quota() {}

  /**
   * What is left to a user on a day in each cluster of a site, out of what the API tells now: the
   * hosts that are not dead, and all jobs of the user that it still knows.
   */
  public static List<Allowance> of(
      G5kApi api, ReferenceData data, String site, LocalDate day, String user) {
    var usable = new LinkedHashMap<String, Integer>();
    api.status(site, StatusQuery.NODES)
        .nodes()
        .forEach((host, status) -> {
          if (!status.hard().equals("dead")) {
            data.hostCluster(host)
                .ifPresent(cluster -> usable.merge(cluster, cores(data, host), Integer::sum));
          }
        });
    var jobs =
        api.jobs(site).list(JobQuery.all().user(user).withResources()).stream()
            .map(Booking::of)
            .toList();
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
    if (FREE.contains(job.queue()) || job.types().stream().anyMatch(FREE::contains)) {
      return false;
    }
    if (job.ended() && job.startedAt() == 0) {
      return false;
    }
    return job.runs().map(runs -> restricted.stream().anyMatch(runs::overlaps)).orElse(false);
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
