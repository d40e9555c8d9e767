package execo.g5k.planning;

/** What a planning can have besides the hosts that work and that other jobs leave. */
public enum PlanningOption {
  /** Vlans. */
  VLANS,
  /** Subnets. */
  SUBNETS,
  /** Disks. */
  DISKS,
  /** Hosts with besteffort jobs are busy, though these jobs would leave. */
  BESTEFFORT_IS_BUSY,
  /**
   * Everything is busy during the hours that the usage policy restricts, but for what jobs in
   * queues get that it does not cover, such as {@code abaca}.
   */
  OUT_OF_CHARTER,
  /** Exotic clusters, even those that are not named themselves. */
  EXOTIC,
  /** What does not answer now (absent, suspected) and may come back: hosts, vlans and so on. */
  ABSENT
}
