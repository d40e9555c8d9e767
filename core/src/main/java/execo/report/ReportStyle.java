package execo.report;

import java.util.function.UnaryOperator;

/**
 * How the lines of a report are marked.
 *
 * @param error marks a line with failures
 * @param warning marks a line where something that has started has not ended
 */
public record ReportStyle(UnaryOperator<String> error, UnaryOperator<String> warning) {
  /** No marks. */
  public static final ReportStyle PLAIN =
      new ReportStyle(UnaryOperator.identity(), UnaryOperator.identity());
}
