package execo.engine;

import execo.internal.sweep.PostgresUrl;
import execo.log.Log;
import execo.sweep.Combination;
import execo.sweep.ParamSweeper;
import execo.sweep.Sweep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sweepers of a run: the first list of elements has the place that was asked for, each other
 * one has its own beside it, numbered in the order in which they were first given. Thread-safe;
 * closing waits for nothing that the experiment does.
 */
final class Sweepers {
  private final String url;
  private final boolean retryFailed;
  private final List<ParamSweeper<?>> open = new ArrayList<>();

  /** That were given; the index tells the place. */
  private final List<List<?>> lists = new ArrayList<>();

  private final Object making = new Object();
  private @Nullable ParamSweeper<Combination> main;

  /**
   * None yet.
   *
   * @param url where the first one is kept
   * @param retryFailed whether what failed before is to do again
   */
  Sweepers(String url, boolean retryFailed) {
    this.url = url;
    this.retryFailed = retryFailed;
  }

  /** The one over an engine's combinations. */
  ParamSweeper<Combination> main(Engine engine) {
    synchronized (making) {
      var present = main;
      if (present == null) {
        present = open(engine.combinations());
        main = present;
      }
      return present;
    }
  }

  /** Another one; at the place of the one before it that has the same elements. */
  <E> ParamSweeper<E> open(Collection<? extends E> elements) {
    List<?> list = elements instanceof Sweep sweep ? sweep : List.copyOf(elements);
    int index;
    boolean first;
    synchronized (lists) {
      int known = lists.indexOf(list);
      first = known < 0;
      index = first ? lists.size() : known;
      if (first) {
        lists.add(list);
      }
    }
    var sweeper = new ParamSweeper<E>(place(index), elements);
    synchronized (open) {
      open.add(sweeper);
    }
    if (retryFailed && first) {
      sweeper.retryFailed();
    }
    return sweeper;
  }

  private String place(int index) {
    if (index == 0) {
      return url;
    }
    var suffix = "-" + (index + 1);
    return PostgresUrl.is(url) ? PostgresUrl.beside(url, suffix) : Path.of(url) + suffix;
  }

  /** Gives back what is in progress; false if some of it could not be. */
  boolean giveBack(Log log) {
    List<ParamSweeper<?>> all;
    synchronized (open) {
      all = List.copyOf(open);
      open.clear();
    }
    boolean well = true;
    for (var sweeper : all) {
      try {
        sweeper.close();
      } catch (RuntimeException e) {
        well = false;
        log.error("what is in progress could not be given back: " + e.getMessage());
      }
    }
    return well;
  }
}
