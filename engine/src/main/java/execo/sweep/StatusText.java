package execo.sweep;

import execo.sweep.SweepStats.Tally;
import execo.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The status of a sweep as people read it. */
final class StatusText {
  private static final int MOST_LEVELS = 30;
  private static final int MOST_FAILURES = 20;
  private static final List<String> HEADER =
      List.of("factor", "level", "todo", "in progress", "done", "skipped", "failed", "done %");

  private final SweepStatus status;
  private final StringBuilder out = new StringBuilder();

  StatusText(SweepStatus status) {
    this.status = status;
  }

  @Override
  public String toString() {
    out.setLength(0);
    line(status.url() + ": " + status.progress());
    var mean = status.progress().meanDuration();
    if (mean != null) {
      line("mean time of an element: " + Durations.format(rounded(mean)));
    }
    table();
    failures();
    workers();
    status.problems().forEach(problem -> line("not readable: " + problem));
    return out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void table() {
    var rows = new ArrayList<List<String>>();
    rows.add(HEADER);
    status
        .stats()
        .factors()
        .forEach((factor, levels) -> {
          int shown = 0;
          for (var level : levels.entrySet()) {
            if (shown == MOST_LEVELS) {
              rows.add(row("", "… " + (levels.size() - shown) + " more", null));
              break;
            }
            rows.add(
                row(shown == 0 ? factor : "", ElementText.of(level.getKey()), level.getValue()));
            shown++;
          }
        });
    rows.add(row("all", "", status.stats().all()));
    var widths = new int[HEADER.size()];
    for (var row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (var row : rows) {
      var text = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        var padding = " ".repeat(widths[i] - row.get(i).length());
        text.append(i == 0 ? "" : "  ");
        text.append(i < 2 ? row.get(i) + padding : padding + row.get(i));
      }
      line(text.toString().stripTrailing());
    }
  }

  private static List<String> row(String factor, String level, @Nullable Tally tally) {
    return tally == null
        ? List.of(factor, level)
        : List.of(
            factor,
            level,
            "" + tally.todo(),
            "" + tally.inProgress(),
            "" + tally.done(),
            "" + tally.skipped(),
            "" + tally.failed(),
            String.format(Locale.ROOT, "%.0f", 100 * tally.ratio(Tally::done)));
  }

  private void failures() {
    for (var failure : status.failures().stream().limit(MOST_FAILURES).toList()) {
      int tries = failure.attempts().size();
      line(
          "failed: "
              + ElementText.of(failure.element())
              + ": "
              + failure.reason().lines().findFirst().orElse("no reason was given")
              + (tries > 1 ? " (" + tries + " attempts)" : ""));
    }
    int more = status.failures().size() - MOST_FAILURES;
    if (more > 0) {
      line("failed: … " + more + " more");
    }
  }

  private void workers() {
    for (var worker : status.workers()) {
      var age = Duration.between(worker.seen(), status.at());
      line(
          "worker "
              + (worker.host().isEmpty()
                  ? worker.name()
                  : worker.host() + " process " + worker.pid())
              + ": "
              + worker.inProgress()
              + " in progress, last sign of life "
              + Durations.format(rounded(age.isNegative() ? Duration.ZERO : age))
              + " ago (lease "
              + Durations.format(worker.lease())
              + ")");
    }
  }

  private static Duration rounded(Duration duration) {
    return duration.toSeconds() < 10
        ? Duration.ofMillis(duration.toMillis() / 10 * 10)
        : Duration.ofSeconds(duration.toSeconds());
  }
}
