package execo.g5k.charter;

/**
 * What the usage policy leaves to a user of a cluster on a day.
 *
 * @param cluster the cluster
 * @param site its site
 * @param cores its cores, but for those of dead hosts
 * @param left the core-seconds that are left for jobs that touch restricted hours, never below 0
 */
public record Allowance(String cluster, String site, int cores, long left) {
  /** The core-seconds of a whole day. */
  public long whole() {
    return Quota.whole(cores);
  }
}
