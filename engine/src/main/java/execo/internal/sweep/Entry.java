package execo.internal.sweep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of an element that somebody has touched. */
final class Entry {
  /** The element, in normal form. */
  final Object element;

  /** Its place in the present list; -1 if it is not there. */
  final int index;

  State state = State.TODO;

  /** The worker that was the last to do something with it. */
  String by = "";

  /** When that was, in milliseconds of the epoch. */
  long at;

  /** How long it took, in seconds; NaN if that is not known. */
  double took = Double.NaN;

  List<Attempt> attempts = List.of();

  Entry(Object element, int index) {
    this.element = element;
    this.index = index;
  }

  Entry at(int place) {
    var moved = new Entry(element, place);
    moved.state = state;
    moved.by = by;
    moved.at = at;
    moved.took = took;
    moved.attempts = attempts;
    return moved;
  }

  boolean heldBy(@Nullable String worker) {
    return state == State.IN_PROGRESS && by.equals(worker);
  }
}
