package execo.internal.sweep;

/** What is left of a sweep. */
public enum Left {
  /** An element is to do. */
  TO_DO,
  /** None is to do, but some are in progress, which may be given back. */
  IN_PROGRESS,
  /** Neither. */
  NOTHING
}
