package execo.sweep;

import execo.internal.sweep.Counts;
import execo.internal.sweep.Failures;
import execo.internal.sweep.Picture;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What is known of the elements of a sweep, as one who works on it sees it, or one who only looks.
 * Each method tells what is known now, and throws {@link NotSavedException} if the storage cannot
 * be read. Thread-safe.
 */
public abstract sealed class SweepStates<E> permits ParamSweeper, SweepView {
  private final String url;

  SweepStates(String url) {
    this.url = Storage.shown(url);
  }

  /** An access to the storage. */
  interface Access<T> {
    T run() throws IOException;
  }

  final <T> T accessed(String problem, Access<T> access) {
    try {
      return access.run();
    } catch (IOException e) {
      throw new NotSavedException(url + ": " + problem + ": " + Failures.reason(e), e);
    }
  }

  /** Where the sweep is kept, without passwords. */
  public final String url() {
    return url;
  }

  /** Makes something of the elements and what the storage knows of them at one moment. */
  abstract <T> T pictured(BiFunction<List<E>, Picture, T> look);

  abstract Counts counts();

  /** All elements, in order. */
  public abstract List<E> all();

  /** What is to do, in order. */
  public List<E> todo() {
    return snapshot().todo();
  }

  /** What is in progress, whoever has it, in order. */
  public List<E> inProgress() {
    return snapshot().inProgress().stream().map(Snapshot.InProgress::element).toList();
  }

  /** What is done, in order. */
  public List<E> done() {
    return snapshot().done().stream().map(Snapshot.Done::element).toList();
  }

  /** What this run leaves out, in order. */
  public List<E> skipped() {
    return snapshot().skipped();
  }

  /** What failed, in order. */
  public List<Failure<E>> failed() {
    return snapshot().failed();
  }

  /** All of these at one moment. */
  public Snapshot<E> snapshot() {
    return pictured(Pictures::snapshot);
  }

  /** What is known of each element, in order. */
  public List<ElementInfo<E>> elements() {
    return pictured(Pictures::elements);
  }

  /** Counts and ratios for each level of each factor, at one moment. */
  public SweepStats stats() {
    return pictured((list, picture) -> SweepStats.of(list, Pictures.snapshot(list, picture)));
  }

  /**
   * How far the sweep is. In a directory that costs the same however many elements there are, once
   * they have been read; PostgreSQL counts them each time.
   */
  public Progress progress() {
    return Pictures.progress(counts());
  }

  /** Lines of the journal that could not be read, each with its file and number. */
  public abstract List<String> problems();

  @Override
  public String toString() {
    return getClass().getSimpleName() + "(" + url() + ")";
  }
}
