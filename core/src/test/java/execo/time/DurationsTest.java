package execo.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "90, PT1M30S",
    "1.5, PT1.5S",
    ".25, PT0.25S",
    "0.0000000019, PT0.000000001S",
    "'  7 ', PT7S",
    "500ms, PT0.5S",
    "30s, PT30S",
    "1.5h, PT1H30M",
    "1.5ms, PT0.0015S",
    "1d2h3m4s, PT26H3M4S",
    "2d, PT48H",
    "1m1ms, PT1M0.001S",
    "90m, PT1H30M",
    "0:00:00, PT0S",
    "1:02:03, PT1H2M3S",
    "1:2:3, PT1H2M3S",
    "100:00:00.250, PT100H0.25S",
    "PT1H, PT1H",
    "pt1h30m, PT1H30M",
    "P1DT2H, PT26H",
  })
  void readsEveryForm(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
    assertThat(Durations.parseWalltime(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1:30, PT1H30M", "0:05, PT5M", "36:00, PT36H"})
  void readsHoursAndMinutesAsWalltimeOnly(String text, Duration expected) {
    assertThat(Durations.parseWalltime(text)).isEqualTo(expected);
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        "-1",
        "+1",
        "1x",
        "1 h",
        "1h 2m",
        "s",
        "ms",
        "1.",
        ".",
        "1e3",
        "1,5",
        "1s2m",
        "1m2m",
        "1.5h3m",
        "1:60:00",
        "1:00:60",
        "1:00:00:00",
        "1::2",
        ":1:2",
        "1:2:3.",
        "1:2:3x",
        "PT",
        "PT-1H",
        "-PT1H",
        "P1Y",
        "99999999999999999999",
        "9223372036854775807d",
        "\u0661",
        "NaN",
        "Infinity",
        "1H",
        "1.2.3",
        "1:002:03",
        "0x10",
        "1ns"
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("1d2h3m4s")
        .hasMessageContaining("H:MM:SS");
    assertThatThrownBy(() -> Durations.parseWalltime(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a walltime")
        .hasMessageContaining("H:MM,");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.25S, 0.25s",
    "PT0.001S, 0.001s",
    "PT0.0009S, 0s",
    "PT59.999S, 59.999s",
    "PT1M, 1m0s",
    "PT1H2M3S, 1h2m3s",
    "PT1H, 1h0m0s",
    "PT24H, 1d0h0m0s",
    "PT26H3M4.5S, 1d2h3m4.5s",
    "PT-1M-1.5S, -1m1.5s",
  })
  void writesReportForm(Duration duration, String expected) {
    assertThat(Durations.format(duration)).isEqualTo(expected);
  }

  @Property
  void readsBackWhatItWrites(@ForAll @LongRange(min = 0, max = 1L << 50) long millis) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    assertThat(Durations.parse(duration.toString())).isEqualTo(duration);
  }

  @Property
  void allFormsAgree(
      @ForAll @IntRange(max = 10_000) int hours,
      @ForAll @IntRange(max = 59) int minutes,
      @ForAll @IntRange(max = 59) int seconds,
      @ForAll @IntRange(max = 999) int millis) {
    Duration expected =
        Duration.ofHours(hours).plusMinutes(minutes).plusSeconds(seconds).plusMillis(millis);
    String fraction = "%03d".formatted(millis);
    assertThat(Durations.parse("%d:%02d:%02d.%s".formatted(hours, minutes, seconds, fraction)))
        .isEqualTo(expected);
    assertThat(Durations.parse("%dh%dm%ds%dms".formatted(hours, minutes, seconds, millis)))
        .isEqualTo(expected);
    assertThat(Durations.parse(expected.toSeconds() + "." + fraction)).isEqualTo(expected);
  }

  @Property
  void neverFailsInAnotherWay(@ForAll String text) {
    try {
      assertThat(Durations.parse(text)).isGreaterThanOrEqualTo(Duration.ZERO);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("accepted are");
    }
  }

  @Example
  void takesNumbersOfSeconds() {
    assertThat(Durations.ofSeconds(1.5)).isEqualTo(Duration.ofMillis(1500));
    assertThat(Durations.ofSeconds(0.9999999999)).isEqualTo(Duration.of(1, ChronoUnit.SECONDS));
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e30}) {
      assertThatThrownBy(() -> Durations.ofSeconds(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
