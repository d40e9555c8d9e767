package execo.g5k.oar;

import execo.time.Dates;
import execo.time.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The forms in which OAR's commands write and read dates and durations. Dates are in the zone of
 * the site.
 */
public final class OarText {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private OarText() {}

  /**
   * A date as {@code YYYY-MM-DD HH:MM:SS}; the fraction is dropped. In the hour that comes twice
   * when the clocks are put back, two dates have one text, which OAR takes for the first of them.
   */
  public static String formatDate(Instant date, ZoneId zone) {
    return DATE.format(date.atZone(zone));
  }

  /**
   * The date that {@code YYYY-MM-DD HH:MM:SS} means in a zone; other forms of {@link Dates} are
   * read too.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Instant parseDate(String text, ZoneId zone) {
    return Dates.parse(text, Clock.system(zone));
  }

  /** A duration as {@code H:M:S}, without leading zeros; hours have no bound. */
  public static String formatDuration(Duration duration) {
    return duration.toHours() + ":" + duration.toMinutesPart() + ":" + duration.toSecondsPart();
  }

  /**
   * The duration that {@code H:M:S} or {@code H:M} means.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Duration parseDuration(String text) {
    return Durations.parseWalltime(text);
  }
}
