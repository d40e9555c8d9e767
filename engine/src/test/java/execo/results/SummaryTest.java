package execo.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Summary SUMMARY = new Summary(9, 4, 2, 4, 5, 4, 5, 7);

  @Test
  void momentsAndQuantiles() {
    assertThat(SUMMARY.count()).isEqualTo(8);
    assertThat(SUMMARY.mean()).isEqualTo(5);
    assertThat(SUMMARY.median()).isEqualTo(4.5);
    assertThat(SUMMARY.min()).isEqualTo(2);
    assertThat(SUMMARY.max()).isEqualTo(9);
    assertThat(SUMMARY.deviation()).isCloseTo(2.13809, within(1e-5));
    // R: quantile(c(9, 4, 2, 4, 5, 4, 5, 7), c(0.25, 0.9))
    assertThat(SUMMARY.percentile(25)).isEqualTo(4);
    assertThat(SUMMARY.percentile(90)).isCloseTo(7.6, within(1e-12));
    assertThat(SUMMARY.percentile(0)).isEqualTo(2);
    assertThat(SUMMARY.percentile(100)).isEqualTo(9);
    assertThatThrownBy(() -> SUMMARY.percentile(101))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a percentile: 101.0");
  }

  @Test
  void confidenceInterval() {
    // t for 7 degrees of freedom: 2.364624 (95 %), 3.499483 (99 %), from any printed table
    double error = 2.1380899 / Math.sqrt(8);
    var interval = SUMMARY.confidence(0.95);
    assertThat(interval.low()).isCloseTo(5 - 2.364624 * error, within(1e-5));
    assertThat(interval.high()).isCloseTo(5 + 2.364624 * error, within(1e-5));
    assertThat(SUMMARY.confidence(0.99).high()).isCloseTo(5 + 3.499483 * error, within(1e-5));
    assertThatThrownBy(() -> SUMMARY.confidence(95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a level of confidence: 95.0");
  }

  @Test
  void fewNumbersSayLittle() {
    var one = new Summary(3);
    assertThat(one.mean()).isEqualTo(3);
    assertThat(one.median()).isEqualTo(3);
    assertThat(one.deviation()).isNaN();
    assertThat(one.confidence(0.95).low()).isNaN();
    var none = new Summary();
    assertThat(none.count()).isZero();
    assertThat(none.mean()).isNaN();
    assertThat(none.median()).isNaN();
    assertThat(none.max()).isNaN();
  }
}
