package execo.internal.sweep;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the states of a sweep's elements are kept, as one worker sees it. Elements are in normal
 * form, or places in the worker's list. Thread-safe, and safe between processes. Every operation
 * brings in what other workers did.
 */
public interface Store extends StoreView {
  /** Takes the first elements that are to do. */
  List<Integer> take(int limit) throws IOException;

  /** Takes the first of these elements that are to do. */
  List<Integer> take(List<Integer> candidates, int limit) throws IOException;

  /** What is left to do or in progress: at the same cost however many elements there are. */
  default Left left() throws IOException {
    var counts = counts();
    if (counts.todo() > 0) {
      return Left.TO_DO;
    }
    return counts.inProgress() > 0 ? Left.IN_PROGRESS : Left.NOTHING;
  }

  /**
   * Says what became of elements; how many states it changed.
   *
   * @throws IllegalArgumentException if there is no such element; then nothing is changed
   * @throws IOException if it could not be saved; then nothing is changed
   */
  int mark(Mark mark, List<Object> elements) throws IOException;

  /**
   * Elements in one of these states become elements to do, without failures; how many.
   *
   * @param only which ones; null for all
   * @throws IllegalArgumentException if one of those is no element
   */
  int reset(Set<State> from, @Nullable List<Object> only) throws IOException;

  /** Another list of elements. */
  void elements(Elements list) throws IOException;

  /** Keeps the text of the list. */
  void saveList(String text) throws IOException;

  /** The text of the list that was kept. */
  Optional<String> savedList() throws IOException;

  /** How long a worker may give no sign of life; for the worker that has not begun. */
  void lease(double seconds);

  /** Gives back what this worker has in progress. */
  @Override
  void close() throws IOException;
}
