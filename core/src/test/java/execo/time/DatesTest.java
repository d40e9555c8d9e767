package execo.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** 2026-11-22 00:30 in Paris, still the day before in UTC. */
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T23:30:00Z"), PARIS);

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "1743296399, 2025-03-30T00:59:59Z",
    "1743296399.5, 2025-03-30T00:59:59.5Z",
    "-1.5, 1969-12-31T23:59:58.5Z",
    "2026-11-22T10:20:30Z, 2026-11-22T10:20:30Z",
    "2026-11-22t10:20:30z, 2026-11-22T10:20:30Z",
    "2026-11-22 10:20:30, 2026-11-22T09:20:30Z",
    "2026-11-22 10:20:30.125, 2026-11-22T09:20:30.125Z",
    "2026-11-22 10:20:30+02:30, 2026-11-22T07:50:30Z",
    "2026-11-22 10:20:30-08:00, 2026-11-22T18:20:30Z",
    "2026-1-2 3:4:5, 2026-01-02T02:04:05Z",
    "69-01-02 00:00:00Z, 1969-01-02T00:00:00Z",
    "99-01-02 00:00:00Z, 1999-01-02T00:00:00Z",
    "68-01-02 00:00:00Z, 2068-01-02T00:00:00Z",
    "07-14 12:00:00, 2026-07-14T10:00:00Z",
    "5 12:00:00, 2026-11-05T11:00:00Z",
    "12:00:00, 2026-11-22T11:00:00Z",
    "12:00:00Z, 2026-11-21T12:00:00Z",
    "'  12:00:00Z ', 2026-11-21T12:00:00Z",
  })
  void readsEveryForm(String text, Instant expected) {
    assertThat(Dates.parse(text, CLOCK)).isEqualTo(expected);
  }

  @Test
  void readsTimesAroundClockChanges() {
    assertThat(Dates.parse("2025-03-30 02:30:00", CLOCK))
        .as("skipped")
        .isEqualTo("2025-03-30T01:30:00Z");
    assertThat(Dates.parse("2025-10-26 02:30:00", CLOCK))
        .as("comes twice")
        .isEqualTo("2025-10-26T00:30:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2026-11-22",
        "12:00",
        "2026-13-01 00:00:00",
        "2026-02-29 00:00:00",
        "2026-11-22 24:00:00",
        "2026-11-22 10:60:00",
        "2026-11-22 10:00:60",
        "31 00:00:00",
        "026-11-22 10:00:00",
        "2026-11-22 10:00:00 Z",
        "2026-11-22 10:00:00+1",
        "1-2-3-4 10:00:00",
        "2026/11/22 10:00:00",
        "10:00:00+25:00",
        "10:00:00+01:60",
        "10:00:00Zx",
        "1e9",
        "12.",
        "9999999999999",
        "- 10:00:00",
        "2026-11-22- 10:00:00",
        "--10:00:00",
        "2026-11-22T"
      })
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> Dates.parse(text, CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("seconds since the epoch");
  }

  @Test
  void writesDateTimeAndOffset() {
    Instant date = Instant.parse("2026-07-01T10:20:30.999Z");
    assertThat(Dates.format(date, PARIS)).isEqualTo("2026-07-01 12:20:30+02:00");
    assertThat(Dates.format(date, ZoneOffset.UTC)).isEqualTo("2026-07-01 10:20:30+00:00");
    assertThat(Dates.format(date, ZoneId.of("America/St_Johns")))
        .isEqualTo("2026-07-01 07:50:30-02:30");
    assertThat(Dates.parse(Dates.format(date))).isEqualTo("2026-07-01T10:20:30Z");
  }

  @Property
  void readsBackWhatItWrites(
      @ForAll @LongRange(min = -60_000_000_000L, max = 200_000_000_000L) long seconds,
      @ForAll("zones") ZoneId zone) {
    Instant date = Instant.ofEpochSecond(seconds);
    assertThat(Dates.parse(Dates.format(date, zone), CLOCK)).isEqualTo(date);
  }

  @Property
  void neverFailsInAnotherWay(@ForAll("texts") String text) {
    try {
      assertThat(Dates.parse(text, CLOCK)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("accepted are");
    }
  }

  @Test
  void takesNumbersOfSeconds() {
    assertThat(Dates.ofEpochSeconds(1.25)).isEqualTo("1970-01-01T00:00:01.250Z");
    assertThat(Dates.ofEpochSeconds(-0.5)).isEqualTo("1969-12-31T23:59:59.500Z");
    assertThatThrownBy(() -> Dates.ofEpochSeconds(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
        List.of(PARIS, ZoneOffset.UTC, ZoneId.of("Asia/Kathmandu"), ZoneId.of("America/St_Johns")));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("0123456789-:T Z+.").ofMaxLength(26);
  }
}
