package execo.report;

import execo.action.Stats;
import execo.time.Dates;
import execo.time.Durations;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Draws the numbers of a report as a table. */
final class ReportTable {
  private record Column(String title, ToIntFunction<Stats> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("started", Stats::started),
          new Column("ended", Stats::ended),
          new Column("error", Stats::errors),
          new Column("timeout", Stats::timeouts),
          new Column("f.kill", Stats::forcedKills),
          new Column("exp.fail", Stats::expectFailures),
          new Column("wr.err", Stats::writeErrors),
          new Column("ret!=0", Stats::nonZeroExitCodes),
          new Column("ok", Stats::ok));

  private static final int NAME_WIDTH = 21;
  private static final int DATE_WIDTH = 25;
  private static final int TOTAL_WIDTH = 5;
  private static final int LENGTH_WIDTH = 9;

  private final ReportLayout layout;
  private final ReportStyle style;
  private final StringBuilder text = new StringBuilder();

  ReportTable(ReportLayout layout, ReportStyle style) {
    this.layout = layout;
    this.style = style;
  }

  String draw(Stats total) {
    var rule = "-".repeat(width());
    header();
    text.append(rule).append('\n');
    if (layout != ReportLayout.BRIEF) {
      entries(total.parts(), 0);
      text.append(rule).append('\n');
    }
    entry("total", total, 0);
    return text.toString();
  }

  private void entries(List<Stats> parts, int depth) {
    var byStart =
        Comparator.comparing(
            Stats::start, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));
    for (var part : parts.stream().sorted(byStart).toList()) {
      entry(part.name(), part, depth);
      entries(part.parts(), depth + 1);
    }
  }

  private void header() {
    var first =
        left("Name", NAME_WIDTH)
            + " "
            + left("start", DATE_WIDTH)
            + " "
            + left("end", DATE_WIDTH)
            + " "
            + right("total", TOTAL_WIDTH);
    var second = new StringBuilder(right("length", LENGTH_WIDTH));
    COLUMNS.forEach(c -> second.append(' ').append(right(c.title(), columnWidth(c))));
    line(first, second.toString(), line -> line);
  }

  private void entry(String name, Stats stats, int depth) {
    var indent = "  ".repeat(depth);
    var first =
        left(indent + name, NAME_WIDTH)
            + " "
            + left(date(stats.start()), DATE_WIDTH)
            + " "
            + left(date(stats.end()), DATE_WIDTH)
            + " "
            + right(Integer.toString(stats.processes()), TOTAL_WIDTH);
    var length = stats.length();
    var second =
        new StringBuilder(right(length == null ? "" : Durations.format(length), LENGTH_WIDTH));
    for (var column : COLUMNS) {
      var value = Integer.toString(column.value().applyAsInt(stats));
      second.append(' ').append(right(value, columnWidth(column)));
    }
    line(first, second.toString(), mark(stats));
  }

  private UnaryOperator<String> mark(Stats stats) {
    var notOk = stats.processes() - stats.ok();
    if (notOk > 0) {
      return style.error();
    }
    return stats.started() > stats.ended() ? style.warning() : line -> line;
  }

  private void line(String first, String second, UnaryOperator<String> mark) {
    if (layout == ReportLayout.WIDE) {
      text.append(mark.apply(first + " " + second)).append('\n');
    } else {
      text.append(mark.apply(first.stripTrailing())).append('\n');
      text.append(mark.apply("  " + second)).append('\n');
    }
  }

  private int width() {
    var first = NAME_WIDTH + 2 * DATE_WIDTH + TOTAL_WIDTH + 3;
    var second = LENGTH_WIDTH;
    for (var column : COLUMNS) {
      second += 1 + columnWidth(column);
    }
    return layout == ReportLayout.WIDE ? first + 1 + second : Math.max(first, second + 2);
  }

  private static int columnWidth(Column column) {
    return Math.max(5, column.title().length());
  }

  private static String date(@Nullable Instant date) {
    return date == null ? "" : Dates.format(date);
  }

  private static String left(String text, int width) {
    var cut = text.length() > width ? text.substring(0, width - 3) + "..." : text;
    return cut + " ".repeat(width - cut.length());
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
