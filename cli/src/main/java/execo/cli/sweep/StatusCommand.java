package execo.cli.sweep;

import execo.Execo;
import execo.log.Terminal;
import execo.sweep.Progress;
import execo.sweep.SweepStatus;
import execo.sweep.SweepView;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo sweep status}: how far it is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Prints progress by factor and level, failures, workers and the time left.",
    sortOptions = false)
final class StatusCommand implements Callable<Integer> {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final int BROKEN_PIPE = 128 + 13;
  private static final String CLEAR = "\033[H\033[J";

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SweepAt sweep;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--watch",
      description =
          "Go on until nothing is to do or in progress: redraw each second on a terminal, else"
              + " print a line when something changes.")
  private boolean watch;

  @Override
  public Integer call() {
    return sweep.look(view -> {
      if (watch) {
        return watch(view);
      }
      print(SweepStatus.of(view));
      return 0;
    });
  }

  private void print(SweepStatus status) {
    var out = sweep.out();
    out.print(json ? status.toJson() + "\n" : status.toString());
    out.flush();
  }

  private int watch(SweepView<Object> view) {
    boolean redraw = Terminal.stdout() && !json;
    var out = sweep.out();
    String before = "";
    while (true) {
      Progress progress;
      if (redraw) {
        var status = SweepStatus.of(view);
        progress = status.progress();
        out.print(CLEAR);
        print(status);
      } else {
        progress = view.progress();
        if (!before.equals(counts(progress))) {
          progress = line(view, progress);
          before = counts(progress);
        }
      }
      if (out.checkError()) {
        return BROKEN_PIPE;
      }
      if (progress.finished()) {
        return 0;
      }
      Execo.sleep(PERIOD);
    }
  }

  private static String counts(Progress progress) {
    return "%s %s %s %s %s"
        .formatted(
            progress.todo(),
            progress.inProgress(),
            progress.done(),
            progress.skipped(),
            progress.failed());
  }

  /** Prints how far it is; an object may know of more than the progress that was seen before it. */
  private Progress line(SweepView<Object> view, Progress seen) {
    if (json) {
      var status = SweepStatus.of(view);
      print(status);
      return status.progress();
    }
    sweep.print(seen);
    return seen;
  }
}
