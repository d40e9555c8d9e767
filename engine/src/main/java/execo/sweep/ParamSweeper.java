package execo.sweep;

import execo.internal.sweep.Counts;
import execo.internal.sweep.Elements;
import execo.internal.sweep.Left;
import execo.internal.sweep.Mark;
import execo.internal.sweep.Picture;
import execo.internal.sweep.State;
import execo.internal.sweep.Store;
import execo.time.Durations;
import execo.time.WaitInterruptedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A list of work that survives crashes and that many threads, processes and machines share.
 *
 * <p>Each element is to do, in progress, done, skipped or failed. {@link #next} takes the first one
 * that is to do; what became of it is said with {@link #done}, {@link #skip}, {@link #fail} or
 * {@link #cancel}; {@link #forEach} does all this. When {@code done} or {@code fail} returns, it is
 * on the disk.
 *
 * <p>Done and failed elements stay so in later runs; what a run skipped, the next one tries again
 * (a run ends when nobody works on the sweep any more). Elements in progress belong to the sweeper
 * that took them, and go back to the list when it is closed, when its process has died, or when it
 * gave no sign of life for the time of its lease.
 *
 * <p>The list may be another one in each run: what is known of elements that are not in it stays on
 * the disk, but is not counted.
 *
 * {@snippet :
 * try (var sweeper = sweeper("results/sweeper", sweep(factor("flows", 1, 2, 4)))) {
 *   for (var next = sweeper.next(); next.isPresent(); next = sweeper.next()) {
 *     measure(next.get().integer("flows"));
 *     sweeper.done(next.get());
 *   }
 * }
 * }
 *
 * <p>Elements are values that a {@link Combination} may have, {@link Combination combinations}
 * mostly, but not null. Thread-safe. Every method throws {@link NotSavedException} if the storage
 * cannot be read or written, and {@link IllegalStateException} if the sweeper is closed.
 */
public final class ParamSweeper<E> extends SweepStates<E> implements AutoCloseable {
  private final Store store;
  private volatile Listing<E> listing;
  private final ReadWriteLock listingLock = new ReentrantReadWriteLock();
  private volatile int attempts = 1;

  /**
   * A sweeper over some elements; repeated ones count once. The storage keeps the list, for {@link
   * #load}.
   *
   * @param url a directory, which is made if it is not there, or {@code
   *     jdbc:postgresql://host/database?user=…&sweep=…}
   */
  public ParamSweeper(String url, Collection<? extends E> elements) {
    this(url, SweepText.distinct(elements), true);
  }

  private ParamSweeper(String url, List<E> list, boolean save) {
    super(url);
    listing = Listing.of(list);
    store = Storage.open(url, listing.index());
    if (save) {
      try {
        saveList();
      } catch (RuntimeException e) {
        try {
          store.close();
        } catch (IOException e2) {
          e.addSuppressed(e2);
        }
        throw e;
      }
    }
  }

  /**
   * A sweeper over the list of combinations that a storage keeps.
   *
   * @throws NoSuchElementException if it keeps none
   * @throws ClassCastException if it keeps other elements
   */
  public static ParamSweeper<Combination> load(String url) {
    return load(url, Combination.class);
  }

  /**
   * A sweeper over the list that a storage keeps.
   *
   * @throws NoSuchElementException if it keeps none
   * @throws ClassCastException if an element is of another type
   */
  public static <E> ParamSweeper<E> load(String url, Class<E> type) {
    return new ParamSweeper<>(url, Storage.list(url, type), false);
  }

  private void saveList() {
    saving(
        "the list of elements",
        () -> {
          store.saveList(SweepText.write(all()));
          return true;
        });
  }

  /**
   * How long this sweeper may give no sign of life before what it has in progress is given to
   * others; a minute by default. It gives one four times in that time.
   *
   * @throws IllegalStateException if it has taken an element already
   */
  public ParamSweeper<E> lease(Duration lease) {
    if (lease.isNegative() || lease.isZero()) {
      throw new IllegalArgumentException("not a lease: " + lease);
    }
    store.lease(lease.toNanos() / 1e9);
    return this;
  }

  /** {@link #lease(Duration)}, as {@link Durations} reads it. */
  public ParamSweeper<E> lease(String lease) {
    return lease(Durations.parse(lease));
  }

  /** How often an element is tried before {@link #fail} is for good; once by default. */
  public ParamSweeper<E> attempts(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("not a number of attempts: " + limit);
    }
    attempts = limit;
    return this;
  }

  /** Takes the first element that is to do; empty if there is none now. */
  public Optional<E> next() {
    return nextBatch(1).stream().findFirst();
  }

  /**
   * Takes the first element that a filter gives: it gets those that are to do and returns those
   * that are acceptable, in the order wanted.
   */
  public Optional<E> next(Function<? super List<E>, ? extends Collection<E>> filter) {
    return nextBatch(1, filter).stream().findFirst();
  }

  /** Takes the first elements that are to do, up to a number of them. */
  public List<E> nextBatch(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("not a number of elements: " + limit);
    }
    return listed(present -> present.at(saving("the next elements", () -> store.take(limit))));
  }

  /**
   * Takes the first elements that a filter gives, up to a number of them. The filter is called
   * again if others took all of those meanwhile.
   */
  public List<E> nextBatch(int limit, Function<? super List<E>, ? extends Collection<E>> filter) {
    while (true) {
      var todo = todo();
      var wanted = new ArrayList<>(filter.apply(new ArrayList<>(todo)));
      wanted.retainAll(new HashSet<>(todo));
      var taken = listed(present -> present.at(take(present, wanted, limit)));
      if (!taken.isEmpty() || wanted.isEmpty() || limit == 0) {
        return taken;
      }
    }
  }

  private List<Integer> take(Listing<E> present, Collection<E> wanted, int limit) {
    var places = wanted.stream().map(present.index()::place).filter(place -> place >= 0).toList();
    return saving("the next elements", () -> store.take(places, limit));
  }

  /** Does something while the list stays as it is. */
  private <T> T listed(Function<Listing<E>, T> access) {
    listingLock.readLock().lock();
    try {
      return access.apply(listing);
    } finally {
      listingLock.readLock().unlock();
    }
  }

  /**
   * Says that an element is done; false if it was already.
   *
   * @throws IllegalArgumentException if it is not in this sweep
   */
  public boolean done(E element) {
    return mark(Mark.as(State.DONE), "done", List.of(element)) > 0;
  }

  /** Says that elements are done, all at once; how many were not already. */
  public int doneAll(Collection<? extends E> elements) {
    return mark(Mark.as(State.DONE), "done", elements);
  }

  /**
   * Leaves an element out for this run; false if it is done, failed, skipped or in progress by
   * another sweeper.
   *
   * @throws IllegalArgumentException if it is not in this sweep
   */
  public boolean skip(E element) {
    return mark(Mark.as(State.SKIPPED), "skipped", List.of(element)) > 0;
  }

  /** Leaves elements out for this run, all at once; how many states that changed. */
  public int skipAll(Collection<? extends E> elements) {
    return mark(Mark.as(State.SKIPPED), "skipped", elements);
  }

  /**
   * Gives back an element that is in progress by this sweeper, or skipped; false if it is neither.
   *
   * @throws IllegalArgumentException if it is not in this sweep
   */
  public boolean cancel(E element) {
    return mark(Mark.as(State.TODO), "given back", List.of(element)) > 0;
  }

  /** Gives elements back, all at once; how many states that changed. */
  public int cancelAll(Collection<? extends E> elements) {
    return mark(Mark.as(State.TODO), "given back", elements);
  }

  /**
   * Says that an element failed, and why: it goes back to the list until it has had all its
   * {@linkplain #attempts(int) attempts}. False if it is done or in progress by another sweeper.
   *
   * @throws IllegalArgumentException if it is not in this sweep
   */
  public boolean fail(E element, String reason) {
    return mark(Mark.failed(reason, attempts), "failed", List.of(element)) > 0;
  }

  /** Says that elements failed, all at once and for one reason; how many states that changed. */
  public int failAll(Collection<? extends E> elements, String reason) {
    return mark(Mark.failed(reason, attempts), "failed", elements);
  }

  int mark(Mark mark, String what, Collection<? extends E> elements) {
    var normal = Elements.normalForms(elements);
    if (normal.isEmpty()) {
      return 0;
    }
    return saving(what + ": " + shown(normal), () -> store.mark(mark, normal));
  }

  boolean markHeld(Mark mark, String what, E element) {
    return mark(mark.ifHeld(), what, List.of(element)) > 0;
  }

  void failHeld(String reason, E element) {
    mark(Mark.failed(reason, attempts).ifHeld(), "failed", List.of(element));
  }

  /**
   * Does some work for every element, several at once on virtual threads, until nothing is to do or
   * in progress any more, here or elsewhere: what other workers give back is done, too. An element
   * is done when its work returns, and failed when that throws an exception, unless the work itself
   * said what became of it.
   *
   * <p>When the calling thread is interrupted, or the program ends (Ctrl-C), the threads are
   * interrupted, and what they have in progress is given back, whatever its work throws then; so it
   * is when work throws an {@link Error}, which is thrown on. Without such a stop, an interruption
   * that work throws is a failure. When the storage fails, no more elements are taken, and what is
   * in progress ends by itself; the first exception is thrown, and has the others as suppressed
   * ones.
   *
   * @param parallelism how many elements are in progress at once
   * @throws WaitInterruptedException when the calling thread is interrupted
   */
  public Progress forEach(int parallelism, Work<? super E> work) {
    if (parallelism < 1) {
      throw new IllegalArgumentException("not a number of elements at once: " + parallelism);
    }
    new SweepLoop<>(this, work).run(parallelism);
    return progress();
  }

  private static String shown(List<Object> elements) {
    return elements.getFirst()
        + (elements.size() > 1 ? " and " + (elements.size() - 1) + " more" : "");
  }

  /** What was skipped or failed is to do again; how many that are. */
  public int reset() {
    return reset(EnumSet.of(State.SKIPPED, State.FAILED));
  }

  /**
   * As {@link #reset}, and what is in progress is given back, whoever has it: for when it is known
   * that nobody works on it.
   */
  public int resetInProgress() {
    return reset(EnumSet.of(State.SKIPPED, State.FAILED, State.IN_PROGRESS));
  }

  /** What failed is to do again, with all its attempts; how many that are. */
  public int retryFailed() {
    return reset(EnumSet.of(State.FAILED));
  }

  /** Some elements that failed are to do again, with all their attempts; how many that are. */
  public int retry(Collection<? extends E> elements) {
    return reset(EnumSet.of(State.FAILED), elements);
  }

  /**
   * Gives back elements that are in progress, whoever has them; how many that are. Their workers
   * are not told, and what they say of these elements in the end still counts.
   */
  public int giveBack(Collection<? extends E> elements) {
    return reset(EnumSet.of(State.IN_PROGRESS), elements);
  }

  private int reset(Set<State> states) {
    return saving("reset", () -> store.reset(states, null));
  }

  private int reset(Set<State> states, Collection<? extends E> elements) {
    var normal = Elements.normalForms(elements);
    return saving("reset", () -> store.reset(states, normal));
  }

  /** Goes over to other elements; what is known of the present ones stays on the disk. */
  public void setSweeps(Collection<? extends E> elements) {
    var fresh = Listing.<E>of(SweepText.distinct(elements));
    listingLock.writeLock().lock();
    try {
      saving(
          "the list of elements",
          () -> {
            store.elements(fresh.index());
            return true;
          });
      listing = fresh;
      saveList();
    } finally {
      listingLock.writeLock().unlock();
    }
  }

  @Override
  public List<E> all() {
    return listing.list();
  }

  @Override
  <T> T pictured(BiFunction<List<E>, Picture, T> look) {
    return listed(
        present -> look.apply(present.list(), saving("the elements' states", store::picture)));
  }

  @Override
  Counts counts() {
    return saving("the elements' states", store::counts);
  }

  Left left() {
    return saving("what is left", store::left);
  }

  /** Brings in what other processes did, as every other method does, too. */
  public void update() {
    progress();
  }

  @Override
  public List<String> problems() {
    return saving("the problems", store::problems);
  }

  /** Gives back what this sweeper has in progress, and ends. */
  @Override
  public void close() {
    saving(
        "the end",
        () -> {
          store.close();
          return true;
        });
  }

  private <T> T saving(String what, Access<T> access) {
    return accessed("not saved: " + what, access);
  }
}
