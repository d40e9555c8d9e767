package execo.g5k.charter;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.schedule.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CharterTest {
  @Test
  void easterMoves() {
    assertThat(Holidays.easter(2024)).isEqualTo("2024-03-31");
    assertThat(Holidays.easter(2025)).isEqualTo("2025-04-20");
    assertThat(Holidays.easter(2026)).isEqualTo("2026-04-05");
    assertThat(Holidays.easter(2038)).isEqualTo("2038-04-25");
    assertThat(Holidays.easter(1981)).isEqualTo("1981-04-19");
    assertThat(Holidays.easter(1954)).isEqualTo("1954-04-18");
    assertThat(Holidays.easter(2285)).isEqualTo("2285-03-22");
  }

  /** The anonymous algorithm of Meeus, Jones and Butcher. */
  private static LocalDate butcher(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }

  @Property(tries = 2000)
  void easterIsASundayThatTwoRulesAgreeOn(@ForAll @IntRange(min = 1583, max = 4099) int year) {
    assertThat(Holidays.easter(year)).isEqualTo(butcher(year));
  }

  @Test
  void holidaysOfAYear() {
    var year = LocalDate.of(2026, 1, 1);
    assertThat(year.datesUntil(year.plusYears(1)).filter(Holidays::isHoliday))
        .extracting(LocalDate::toString)
        .containsExactly(
            "2026-01-01",
            "2026-04-06",
            "2026-05-01",
            "2026-05-08",
            "2026-05-14",
            "2026-05-25",
            "2026-07-14",
            "2026-08-15",
            "2026-11-01",
            "2026-11-11",
            "2026-12-25");
  }

  @Test
  void workingHoursAreThoseOfParis() {
    assertThat(Charter.restricts(Instant.parse("2026-11-23T07:59:59Z"))).isFalse();
    assertThat(Charter.restricts(Instant.parse("2026-11-23T08:00:00Z"))).isTrue();
    assertThat(Charter.restricts(Instant.parse("2026-11-23T17:59:59Z"))).isTrue();
    assertThat(Charter.restricts(Instant.parse("2026-11-23T18:00:00Z"))).isFalse();
    assertThat(Charter.restricts(Instant.parse("2026-07-13T07:00:00Z"))).isTrue();
    assertThat(Charter.restricts(Instant.parse("2026-07-14T10:00:00Z"))).isFalse();
    assertThat(Charter.restricts(Instant.parse("2026-11-22T10:00:00Z"))).isFalse();
  }

  @Test
  void theNextPeriod() {
    var friday = Instant.parse("2026-11-20T20:00:00Z");
    assertThat(Charter.nextPeriod(friday, friday.plus(Duration.ofDays(7))))
        .contains(
            Interval.of(
                Instant.parse("2026-11-23T08:00:00Z"), Instant.parse("2026-11-23T18:00:00Z")));
    assertThat(Charter.nextPeriod(friday, Instant.parse("2026-11-23T08:00:00Z"))).isEmpty();
    assertThat(Charter.nextPeriod(friday, friday)).isEmpty();
    assertThat(
            Charter.nextPeriod(
                Instant.parse("2026-11-23T09:30:00Z"), Instant.parse("2026-11-23T10:00:00Z")))
        .contains(
            Interval.of(
                Instant.parse("2026-11-23T09:30:00Z"), Instant.parse("2026-11-23T10:00:00Z")));
  }

  @Property(tries = 60)
  void theNextPeriodIsTheFirstByLookingAtEveryMinute(
      @ForAll @LongRange(min = 29_000_000, max = 30_000_000) long minute,
      @ForAll @IntRange(min = 0, max = 8000) int minutes) {
    var from = Instant.ofEpochSecond(minute * 60);
    var before = from.plus(Duration.ofMinutes(minutes));
    Instant start = null;
    var end = from;
    for (var now = from; now.isBefore(before); now = now.plusSeconds(60)) {
      if (Charter.restricts(now)) {
        start = start == null ? now : start;
        end = now.plusSeconds(60);
      } else if (start != null) {
        break;
      }
    }
    var expected =
        start == null ? Optional.<Interval>empty() : Optional.of(Interval.of(start, end));
    assertThat(Charter.nextPeriod(from, before)).isEqualTo(expected);
  }

  @Test
  void daysHaveTheHoursOfTheClocks() {
    assertThat(Charter.day(LocalDate.of(2026, 3, 29)).seconds()).isEqualTo(23 * 3600);
    assertThat(Charter.day(LocalDate.of(2026, 10, 25)).seconds()).isEqualTo(25 * 3600);
  }
}
