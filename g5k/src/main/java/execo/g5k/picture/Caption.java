package execo.g5k.picture;

import execo.g5k.charter.Charter;
import execo.g5k.schedule.Interval;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What a picture says about itself. */
final class Caption {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(Charter.PARIS);

  private Caption() {}

  /** The height of a caption with its margins, from the top of the picture. */
  static final double HEIGHT = 70;

  private static final int VERSION = 12;

  private static String date(Instant date) {
    return DATE.format(date);
  }

  static String period(Interval period) {
    return "from %s to %s, Paris time".formatted(date(period.startDate()), date(period.endDate()));
  }

  /** A number of things, as {@code 1 site} or {@code 2 sites}. */
  static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /**
   * Title, subject, and how the picture was made.
   *
   * @param source of the data beside the reference data; empty for none
   */
  static void draw(
      List<Shape> shapes, double x, String title, String subject, Stamp stamp, String source) {
    shapes.add(new Shape.Text(x, 24, title, 15, true, Shape.Anchor.START, Palette.INK));
    shapes.add(text(x, 42, subject));
    var made = new StringBuilder("drawn " + date(stamp.date()) + ", Paris time");
    if (!source.isEmpty()) {
      made.append("; ").append(source);
    }
    var version = stamp.version();
    if (!version.isEmpty()) {
      made.append("; reference data ").append(version, 0, Math.min(VERSION, version.length()));
    }
    shapes.add(text(x, 56, made.toString()));
  }

  private static Shape.Text text(double x, double y, String text) {
    return new Shape.Text(x, y, text, 10, false, Shape.Anchor.START, "#555555");
  }
}
