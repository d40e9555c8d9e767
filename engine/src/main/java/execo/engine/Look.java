package execo.engine;

import execo.sweep.NotSavedException;
import execo.sweep.SweepStatus;
import execo.sweep.SweepView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Tells how far an experiment is, or what it would do, and changes nothing. */
final class Look {
  private static final int BAD_INPUT = 2;

  private final Engine engine;
  private final EngineOptions.Group options;

  Look(Engine engine) {
    this.engine = engine;
    options = engine.options();
  }

  /** What to end with. */
  int run() {
    var continued = options.continued;
    if (continued != null && !Files.isDirectory(continued)) {
      return complain("no result directory to continue: " + continued);
    }
    var url = url(continued);
    if (options.status && url == null) {
      return complain("--status goes with -c DIR or --sweeper URL");
    }
    var plan = options.status ? null : plan(continued);
    try {
      if (plan != null) {
        print(plan, url);
      } else if (url != null) {
        status(url);
      }
      return 0;
    } catch (NoSuchElementException | IllegalArgumentException | NotSavedException e) {
      return complain(String.valueOf(e.getMessage()));
    }
  }

  private static int complain(String message) {
    System.err.println("execo: " + message);
    return BAD_INPUT;
  }

  private @Nullable String url(@Nullable Path continued) {
    if (options.sweeper != null) {
      return options.sweeper;
    }
    return continued == null ? null : continued.resolve("sweeper").toString();
  }

  private static void status(String url) {
    try (var view = SweepView.open(url, Object.class)) {
      System.out.print(SweepStatus.of(view));
      System.out.flush();
    }
  }

  private Plan plan(@Nullable Path continued) {
    var where = continued == null ? engine.newResultDir() : continued;
    return new Plan(where.toString(), engine.combinations(), engine.jobs(), options.retryFailed);
  }

  private static void print(Plan plan, @Nullable String url) {
    if (url == null) {
      plan.print(System.out);
      return;
    }
    try (var view = new SweepView<>(url, plan.combinations())) {
      plan.print(System.out, view);
    }
  }
}
