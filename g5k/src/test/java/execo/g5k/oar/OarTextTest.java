package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OarTextTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "1743296399, 2025-03-30 01:59:59",
    "1743296400, 2025-03-30 03:00:00",
    "1761440399, 2025-10-26 02:59:59",
    "1761440400, 2025-10-26 02:00:00",
    "0, 1970-01-01 01:00:00",
  })
  void datesAreInTheZoneOfTheSite(long seconds, String text) {
    assertThat(OarText.formatDate(Instant.ofEpochSecond(seconds, 999_999_999), PARIS))
        .isEqualTo(text);
  }

  @Test
  void dateThatComesTwiceIsTheFirst() {
    assertThat(OarText.parseDate("2025-10-26 02:00:00", PARIS))
        .isEqualTo(Instant.ofEpochSecond(1761436800));
  }

  @Test
  void zoneInTheTextWins() {
    assertThat(OarText.parseDate("2025-10-26 02:00:00+01:00", PARIS))
        .isEqualTo(Instant.ofEpochSecond(1761440400));
  }

  @Property
  void datesOutsideTheDoubledHourAreReadBack(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long seconds) {
    Instant date = Instant.ofEpochSecond(seconds);
    Instant back = OarText.parseDate(OarText.formatDate(date, PARIS), PARIS);
    assertThat(back).isIn(date, date.minusSeconds(3600));
    if (!back.equals(date)) {
      assertThat(OarText.formatDate(back, PARIS)).isEqualTo(OarText.formatDate(date, PARIS));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0:0:0",
    "PT3661S, 1:1:1",
    "PT24H, 24:0:0",
    "PT1.9S, 0:0:1",
    "PT1000H1S, 1000:0:1",
  })
  void durationsHaveNoLeadingZeros(Duration duration, String text) {
    assertThat(OarText.formatDuration(duration)).isEqualTo(text);
  }

  @Property
  void durationsAreReadBack(@ForAll @LongRange(min = 0, max = 400_000_000L) long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    String[] parts = OarText.formatDuration(duration).split(":");
    assertThat(
            Long.parseLong(parts[0]) * 3600
                + Long.parseLong(parts[1]) * 60
                + Long.parseLong(parts[2]))
        .isEqualTo(seconds);
  }

  @Test
  void otherTextIsRefused() {
    assertThatThrownBy(() -> OarText.parseDate("tomorrow", PARIS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tomorrow");
    assertThatThrownBy(() -> OarText.parseDuration("1:99"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1:99");
  }
}
