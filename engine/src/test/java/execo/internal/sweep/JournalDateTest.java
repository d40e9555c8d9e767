package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalDateTest {
  @Property(tries = 1000)
  void whatIsWrittenIsRead(
      @ForAll @LongRange(min = -62_000_000_000_000L, max = 253_000_000_000_000L) long millis) {
    assertThat(JournalDate.read(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T02:59:58Z",
        "2024-02-29T02:59:58.439Z",
        "2026-11-30T23:59:59.999Z",
        "2026-11-23T24:00:00.000Z",
        "2026-11-23T02:59:58.439123Z",
        "2026-11-23T02:59:58.4+01:00",
        "2026-11-23T02:59:58+01:00",
      })
  void otherFormsMeanWhatTheyMeanToJava(String text) {
    assertThat(JournalDate.read(text)).isEqualTo(Instant.parse(text).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-02-30T02:59:58.439Z",
        "2026-13-01T02:59:58.439Z",
        "2026-11-00T02:59:58.439Z",
        "2026-11-23T02:60:58.439Z",
        "2026-11-23T02:59:58:439Z",
        "２026-11-23T02:59:58.439Z",
        "+1000000000-12-31T23:59:59.999999999Z",
      })
  void whatIsNoDateIsRefused(String text) {
    assertThatThrownBy(() -> JournalDate.read(text)).isInstanceOf(DateTimeParseException.class);
  }
}
