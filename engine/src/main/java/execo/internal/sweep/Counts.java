package execo.internal.sweep;

/** How many elements are in each state, and the mean time of one that is done (NaN if unknown). */
public record Counts(
    int todo, int inProgress, int done, int skipped, int failed, double meanSeconds) {
  /** How many elements there are. */
  public int total() {
    return todo + inProgress + done + skipped + failed;
  }
}
