package execo.plot;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

  @ParameterizedTest
  @CsvSource({
    "1e10, 10 G",
    "2.5e9, 2.5 G",
    "941e6, 941 M",
    "0, 0",
    "20, 20",
    "0.25, 0.25",
    "0.005, 5 m",
    "1.25e-6, 1.25 µ",
    "-3000, '-3000'",
    "123000, 123 k",
    "1e-13, 0.1 p"
  })
  void numbersHavePrefixes(double number, String text) {
    assertThat(SiNumber.format(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1e10, 6, '0|2 G|4 G|6 G|8 G|10 G'",
    "0, 1.2e9, 5, '0|0.5 G|1.0 G'",
    "-1, 1, 5, '-1.0|-0.5|0|0.5|1.0'",
    "2020, 2026, 3, '2020|2022|2024|2026'",
    "0, 0.01, 6, '0|2 m|4 m|6 m|8 m|10 m'"
  })
  void linearTicks(double low, double high, int most, String labels) {
    assertThat(new Axis(false, low, high).ticks(most))
        .extracting(Axis.Tick::label)
        .containsExactly(labels.split("\\|"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 9, '1|2|5|10|20|50|100'",
    "0, 6, 4, '1|100|10 k|1 M'",
    "9, 10, 9, '1 G|2 G|5 G|10 G'",
    "0.5, 0.6, 4, '3.2|3.4|3.6|3.8'"
  })
  void logarithmicTicks(double low, double high, int most, String labels) {
    assertThat(new Axis(true, low, high).ticks(most))
        .extracting(Axis.Tick::label)
        .containsExactly(labels.split("\\|"));
  }

  @Property(tries = 500)
  void ticksAreOnTheAxisAndTellApart(
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double low,
      @ForAll @IntRange(min = -9, max = 12) int power,
      @ForAll @DoubleRange(min = 1, max = 10) double times,
      @ForAll @IntRange(min = 2, max = 12) int most) {
    double high = low + Math.max(times * Math.pow(10, power), Math.abs(low) * 1e-6);
    var ticks = new Axis(false, low, high).ticks(most);
    double slack = (high - low) * 1e-6;
    assertThat(ticks).hasSizeBetween(2, most + 3);
    assertThat(ticks).allMatch(t -> t.place() >= low - slack && t.place() <= high + slack);
    assertThat(ticks).extracting(Axis.Tick::label).doesNotHaveDuplicates();
  }
}
