package execo.results;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What is to be said about some numbers.
 *
 * <p>Of no numbers at all, everything but the count is NaN. Immutable.
 */
public final class Summary {
  /** Between two numbers, quantiles are interpolated as R's and NumPy's defaults do (type 7). */
  private static final Quantile QUANTILE = Quantile.withDefaults().with(EstimationMethod.HF7);

  private final double[] sorted;

  /** The summary of some numbers. */
  public Summary(double... numbers) {
    sorted = numbers.clone();
    Arrays.sort(sorted);
  }

  /** How many numbers there are. */
  public int count() {
    return sorted.length;
  }

  /** The smallest one. */
  public double min() {
    return sorted.length == 0 ? Double.NaN : sorted[0];
  }

  /** The largest one. */
  public double max() {
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
  }

  /** The arithmetic mean. */
  public double mean() {
    return Mean.of(sorted).getAsDouble();
  }

  /** The number in the middle. */
  public double median() {
    return percentile(50);
  }

  /**
   * The number that so many per cent of them are not above, interpolated between two (type 7).
   *
   * @param percent from 0 to 100
   */
  public double percentile(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("not a percentile: " + percent);
    }
    return QUANTILE.evaluate(sorted, percent / 100);
  }

  /** The standard deviation of what they are a sample of; NaN of less than two. */
  public double deviation() {
    return sorted.length < 2 ? Double.NaN : StandardDeviation.of(sorted).getAsDouble();
  }

  /**
   * Where the mean of what they are a sample of is, by Student's t: right if that is distributed
   * normally, or if they are many. NaN of less than two.
   *
   * @param level how often it is in there, such as 0.95; between 0 and 1
   */
  public Interval confidence(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("not a level of confidence: " + level);
    }
    if (sorted.length < 2) {
      return new Interval(Double.NaN, Double.NaN);
    }
    double t = TDistribution.of(sorted.length - 1.0).inverseSurvivalProbability((1 - level) / 2);
    double half = t * deviation() / Math.sqrt(sorted.length);
    return new Interval(mean() - half, mean() + half);
  }

  /** The numbers, sorted. */
  public double[] numbers() {
    return sorted.clone();
  }

  /** Count, mean with its 95 % confidence interval, median and range. */
  @Override
  public String toString() {
    var interval = confidence(0.95);
    return String.format(
        Locale.ROOT,
        "%d: mean %.4g (%.4g to %.4g), median %.4g, %.4g to %.4g",
        count(),
        mean(),
        interval.low(),
        interval.high(),
        median(),
        min(),
        max());
  }
}
