package execo.g5k.picture;

import execo.g5k.charter.Charter;
import execo.g5k.schedule.Interval;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a picture says about itself. */
final class Caption {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Charter.PARIS);

  private Caption() {}

  static String date(Instant date) {
    return DATE.format(date);
  }

  static String period(Interval period) {
    return "from %s to %s, Paris time".formatted(date(period.startDate()), date(period.endDate()));
  }

  static Shape.Text text(double x, double y, String text) {
    return new Shape.Text(x, y, text, 10, false, Shape.Anchor.START, "#555555");
  }

  static Shape.Text title(double x, double y, String text) {
    return new Shape.Text(x, y, text, 15, true, Shape.Anchor.START, Palette.INK);
  }
}
