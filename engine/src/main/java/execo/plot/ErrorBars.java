package execo.plot;

import execo.results.Interval;
import execo.results.Summary;

/** What the error bars of a line span, for the numbers at one place. */
@FunctionalInterface
public interface ErrorBars {

  /** From where to where a bar goes; there is none if an end is NaN. */
  Interval of(Summary numbers);

  /**
   * The confidence interval of the mean, by Student's t.
   *
   * @param level between 0 and 1
   */
  static ErrorBars confidence(double level) {
    return numbers -> numbers.confidence(level);
  }

  /** One standard deviation to each side of the mean. */
  static ErrorBars deviation() {
    return numbers ->
        new Interval(numbers.mean() - numbers.deviation(), numbers.mean() + numbers.deviation());
  }

  /** From the smallest to the largest number. */
  static ErrorBars range() {
    return numbers -> new Interval(numbers.min(), numbers.max());
  }

  /** No bars. */
  static ErrorBars none() {
    return _ -> new Interval(Double.NaN, Double.NaN);
  }
}
