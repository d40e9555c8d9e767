package execo.report;

import execo.action.Action;
import execo.action.Stats;
import execo.process.ManagedProcess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The numbers of actions, processes and other reports. They are read when the report is drawn.
 *
 * <p>Not thread-safe while parts are added.
 */
public final class Report {
  private final String name;
  private final List<Object> parts = new ArrayList<>();

  /** An empty report. */
  public Report() {
    this("Report");
  }

  /** An empty report with a name. */
  public Report(String name) {
    this.name = name;
  }

  /** A report on these. */
  public Report(Collection<?> parts) {
    this();
    parts.forEach(this::add);
  }

  /**
   * Adds an action, a process, a report, or a collection of these.
   *
   * @throws IllegalArgumentException if it is something else, or a report that has this one in it
   */
  public Report add(Object part) {
    switch (part) {
      case Action action -> parts.add(action);
      case ManagedProcess process -> parts.add(process);
      case Report report -> {
        if (report.contains(this)) {
          throw new IllegalArgumentException("a report cannot be a part of itself: " + name);
        }
        parts.add(report);
      }
      case Collection<?> several -> several.forEach(this::add);
      default ->
          throw new IllegalArgumentException(
              "a report takes actions, processes and other reports, not " + part);
    }
    return this;
  }

  private boolean contains(Report other) {
    return this == other
        || parts.stream().anyMatch(p -> p instanceof Report report && report.contains(other));
  }

  /** The report's name. */
  public String name() {
    return name;
  }

  /**
   * The numbers as they are now, with those of the parts. A process that occurs twice counts once.
   */
  public Stats stats() {
    return Stats.of(name, processes(), parts.stream().map(Report::statsOf).toList());
  }

  private Set<ManagedProcess> processes() {
    var all = new LinkedHashSet<ManagedProcess>();
    for (var part : parts) {
      switch (part) {
        case Action action -> all.addAll(action.processes());
        case ManagedProcess process -> all.add(process);
        default -> all.addAll(((Report) part).processes());
      }
    }
    return all;
  }

  private static Stats statsOf(Object part) {
    return switch (part) {
      case Action action -> action.stats();
      case ManagedProcess process -> Stats.of(process.name(), List.of(process), List.of());
      default -> ((Report) part).stats();
    };
  }

  /**
   * The numbers as one line of JSON: an object with the members {@code name}, {@code start}, {@code
   * end}, {@code length} in seconds, {@code processes}, {@code started}, {@code ended}, {@code
   * errors}, {@code timeouts}, {@code forced_kills}, {@code expect_failures}, {@code write_errors},
   * {@code non_zero_exit_codes}, {@code ok}, {@code finished_ok}, and {@code parts}, an array of
   * such objects. Dates are ISO-8601; what there is none of is null.
   */
  public String toJson() {
    return ReportJson.write(stats());
  }

  /** The table, 80 columns wide, two lines an entry. */
  @Override
  public String toString() {
    return toString(ReportLayout.NORMAL, ReportStyle.PLAIN);
  }

  /** The table in a layout. */
  public String toString(ReportLayout layout) {
    return toString(layout, ReportStyle.PLAIN);
  }

  /** The table in a layout, its lines marked by a style. */
  public String toString(ReportLayout layout, ReportStyle style) {
    return new ReportTable(layout, style).draw(stats());
  }
}
