package execo.internal.sweep;

import java.util.List;

/**
 * What a mark does to elements, as they are now.
 *
 * @param mark the mark
 * @param board what is known of the elements
 * @param me the worker that sets it
 * @param now when, in milliseconds since 1970
 */
record Marking(Mark mark, Board board, String me, long now) {

  /**
   * Those whose state it changes, each once.
   *
   * @throws IllegalArgumentException if one is not in this sweep
   */
  List<Object> changed(List<Object> elements) {
    board.demand(elements);
    return elements.stream().filter(this::changes).distinct().toList();
  }

  /** Whether this worker has it in progress. */
  private boolean isHeld(Object element) {
    var entry = board.find(element);
    return entry != null && entry.heldBy(me);
  }

  private boolean changes(Object element) {
    if (isHeld(element)) {
      return true;
    }
    var entry = board.find(element);
    var from = entry == null ? State.TODO : entry.state;
    if (mark.onlyIfHeld() || from == mark.to()) {
      return false;
    }
    return switch (mark.to()) {
      case DONE -> true;
      case TODO -> from == State.SKIPPED;
      case SKIPPED, FAILED -> from == State.TODO;
      case IN_PROGRESS -> false;
    };
  }

  /** The line of the journal that says it of an element. */
  Line line(Object element) {
    var entry = board.find(element);
    double took =
        entry != null && entry.heldBy(me) ? Math.max(0, now - entry.at) / 1e3 : Double.NaN;
    return switch (mark.to()) {
      case DONE -> new Line(Verb.DONE, element).by(me, now).took(took);
      case SKIPPED -> new Line(Verb.SKIP, element).by(me, now);
      case FAILED -> {
        int before = entry == null ? 0 : entry.attempts.size();
        yield new Line(Verb.FAIL, element)
            .by(me, now)
            .took(took)
            .failed(mark.reason(), before + 1 < mark.limit());
      }
      case TODO, IN_PROGRESS -> new Line(Verb.CANCEL, element).by(me, now);
    };
  }
}
