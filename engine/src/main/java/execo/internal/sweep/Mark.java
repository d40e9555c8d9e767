package execo.internal.sweep;

/**
 * What became of elements.
 *
 * @param to their new state; {@link State#TODO} gives them back
 * @param reason why, if they failed; empty otherwise
 * @param limit how many attempts an element has before it is failed for good
 * @param onlyIfHeld whether elements are left alone that are not in progress by this worker
 */
public record Mark(State to, String reason, int limit, boolean onlyIfHeld) {
  /** Elements came to a state that has no reason. */
  public static Mark as(State to) {
    return new Mark(to, "", 1, false);
  }

  /** Elements failed. */
  public static Mark failed(String reason, int limit) {
    return new Mark(State.FAILED, reason, limit, false);
  }

  /** The same, for elements that are in progress by this worker. */
  public Mark ifHeld() {
    return new Mark(to, reason, limit, true);
  }
}
