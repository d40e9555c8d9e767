package execo.sweep;

import execo.internal.sweep.Counts;
import execo.internal.sweep.Picture;
import execo.internal.sweep.StoreView;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;

/**
 * A sweep that others work on, to be looked at: nothing is made, locked or written in its storage,
 * which may be read-only. Each method tells what is known now.
 *
 * <p>What a dead worker had counts as in progress until another worker finds that out.
 *
 * <p>Thread-safe. Every method throws {@link NotSavedException} if the storage cannot be read.
 */
public final class SweepView<E> extends SweepStates<E> implements AutoCloseable {
  private final Listing<E> listing;
  private final StoreView store;

  /**
   * The states of some elements; nothing is known of any if the directory is not there.
   *
   * @param url a directory, or {@code jdbc:postgresql://…}, as for {@link ParamSweeper}
   */
  public SweepView(String url, Collection<? extends E> elements) {
    super(url);
    listing = Listing.of(SweepText.distinct(elements));
    store = Storage.look(url, listing.index());
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

  @Override
  public List<E> all() {
    return listing.list();
  }

  @Override
  <T> T pictured(BiFunction<List<E>, Picture, T> look) {
    return look.apply(listing.list(), reading(store::picture));
  }

  @Override
  Counts counts() {
    return reading(store::counts);
  }

  @Override
  public List<String> problems() {
    return reading(store::problems);
  }

  private <T> T reading(Access<T> access) {
    return accessed("cannot be read", access);
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
    return "SweepView(" + url() + ")";
  }
}
