package execo.engine;

import execo.log.Log;
import execo.sweep.Combination;
import execo.sweep.ParamSweeper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sweepers of a run. Thread-safe; closing waits for nothing that the experiment does. */
final class Sweepers {
  private final String url;
  private final boolean retryFailed;
  private final List<ParamSweeper<?>> open = new ArrayList<>();
  private final Object making = new Object();
  private @Nullable ParamSweeper<Combination> main;

  /**
   * None yet.
   *
   * @param url where they are kept
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

  /** Another one. */
  <E> ParamSweeper<E> open(Collection<? extends E> elements) {
    var sweeper = new ParamSweeper<E>(url, elements);
    synchronized (open) {
      open.add(sweeper);
    }
    if (retryFailed) {
      sweeper.retryFailed();
    }
    return sweeper;
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
