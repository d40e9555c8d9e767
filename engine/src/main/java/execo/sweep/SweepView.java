package execo.sweep;

import execo.internal.sweep.Elements;
import execo.internal.sweep.Failures;
import execo.internal.sweep.StoreView;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A sweep that others work on, to be looked at: nothing is made, locked or written in its storage,
 * which may be read-only. Each method tells what is known now.
 *
 * <p>What a dead worker had counts as in progress until another worker finds that out.
 *
 * <p>Thread-safe. Every method throws {@link NotSavedException} if the storage cannot be read.
 */
public final class SweepView<E> implements AutoCloseable {
  private final String url;
  private final List<E> list;
  private final StoreView store;

  /**
   * The states of some elements; nothing is known of any if the directory is not there.
   *
   * @param url a directory, or {@code jdbc:postgresql://…}, as for {@link ParamSweeper}
   */
  public SweepView(String url, Collection<? extends E> elements) {
    this.url = Storage.shown(url);
    list = SweepText.distinct(elements);
    store = Storage.look(url, list instanceof Sweep ? Elements.indexed(list) : Elements.of(list));
  }

  /**
   * A view on the list of combinations that a storage keeps.
   *
   * @throws NoSuchElementException if it keeps none
   * @throws ClassCastException if it keeps other elements
   */
  public static SweepView<Combination> open(String url) {
    return open(url, Combination.class);
  }

  /**
   * A view on the list that a storage keeps; {@code Object.class} takes any.
   *
   * @throws NoSuchElementException if it keeps none
   * @throws ClassCastException if an element is of another type
   */
  public static <E> SweepView<E> open(String url, Class<E> type) {
    return new SweepView<>(url, Storage.list(url, type));
  }

  /** All elements, in order. */
  public List<E> all() {
    return list;
  }

  /** All elements by state, at one moment. */
  public Snapshot<E> snapshot() {
    return Pictures.snapshot(list, reading(store::picture));
  }

  /** How far the sweep is. */
  public Progress progress() {
    return Pictures.progress(reading(store::counts));
  }

  /** Lines of the journal that could not be read, each with its file and number. */
  public List<String> problems() {
    return reading(store::problems);
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  private <T> T reading(Reading<T> reading) {
    try {
      return reading.run();
    } catch (IOException e) {
      throw new NotSavedException(url + ": cannot be read: " + Failures.reason(e), e);
    }
  }

  @Override
  public void close() {
    reading(() -> {
      store.close();
      return true;
    });
  }

  @Override
  public String toString() {
    return "SweepView(" + url + ")";
  }
}
