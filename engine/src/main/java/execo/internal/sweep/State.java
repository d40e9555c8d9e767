package execo.internal.sweep;

/** What an element of a sweep is. */
public enum State {
  TODO,
  IN_PROGRESS,
  DONE,
  SKIPPED,
  FAILED
}
