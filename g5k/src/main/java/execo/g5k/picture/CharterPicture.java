package execo.g5k.picture;

import execo.g5k.charter.Charter;
import execo.g5k.charter.Holidays;
import execo.g5k.schedule.Interval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The hours that the usage policy restricts: a row a day, from midnight to midnight in Paris. */
final class CharterPicture {
  private static final double LEFT = 90;
  private static final double TOP = Caption.HEIGHT + 6;
  private static final double HOUR = 20;
  private static final double WIDTH = 24 * HOUR;
  private static final double ROW = 16;
  private static final int TICK = 3;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

  private final LocalDate first;
  private final int days;
  private final Stamp stamp;
  private final List<Shape> shapes = new ArrayList<>();

  private CharterPicture(LocalDate first, int days, Stamp stamp) {
    this.first = first;
    this.days = days;
    this.stamp = stamp;
  }

  static Picture of(LocalDate first, int days, Stamp stamp) {
    if (days < 1) {
      throw new IllegalArgumentException("a picture of the policy has a day or more, not " + days);
    }
    return new CharterPicture(first, days, stamp).draw();
  }

  private Picture draw() {
    var period =
        new Interval(Charter.day(first).start(), Charter.day(first.plusDays(days)).start());
    Caption.draw(
        shapes, 10, "Hours that the usage policy restricts", Caption.period(period), stamp, "");
    legend(400, "restricted", Palette.BUSY);
    legend(510, "not", Palette.LIGHT.getFirst());
    double bottom = TOP + days * ROW;
    boxes();
    for (int hour = 0; hour <= 24; hour += TICK) {
      double x = LEFT + hour * HOUR;
      shapes.add(Shape.line(x, TOP, x, bottom + 4, Palette.FAINT, 0.6));
      text(x, bottom + 16, "%d:00".formatted(hour), Shape.Anchor.MIDDLE);
    }
    for (int i = 0; i < days; i++) {
      labels(first.plusDays(i), TOP + i * ROW);
    }
    return new Picture(LEFT + WIDTH + 70, bottom + 30, shapes);
  }

  private void legend(double x, String text, String colour) {
    shapes.add(Shape.swatch(x, 24, Fill.plain(colour)));
    shapes.add(new Shape.Text(x + 20, 24, text, 11, false, Shape.Anchor.START, Palette.INK));
  }

  private void boxes() {
    var whole = new ArrayList<double[]>();
    var restricted = new ArrayList<double[]>();
    for (int i = 0; i < days; i++) {
      double y = TOP + i * ROW + 1;
      whole.add(new double[] {LEFT, y, WIDTH, ROW - 2});
      for (var hours : Charter.periods(Charter.day(first.plusDays(i)))) {
        double from = x(hours.startDate());
        restricted.add(new double[] {from, y, x(hours.endDate()) - from, ROW - 2});
      }
    }
    shapes.add(Shape.boxes(whole, Fill.plain(Palette.LIGHT.getFirst())));
    shapes.add(Shape.boxes(restricted, Fill.plain(Palette.BUSY)));
  }

  private void labels(LocalDate day, double y) {
    if (day.getDayOfWeek() == DayOfWeek.MONDAY && !day.equals(first)) {
      shapes.add(Shape.line(10, y, LEFT + WIDTH, y, Palette.INK, 0.6));
    }
    text(LEFT - 8, y + 12, DAY.format(day), Shape.Anchor.END);
    if (Holidays.isHoliday(day)) {
      text(LEFT + WIDTH + 8, y + 12, "holiday", Shape.Anchor.START);
    }
  }

  /** Where a date is on its day's row, by the clock on the wall. */
  private static double x(Instant date) {
    return LEFT + date.atZone(Charter.PARIS).toLocalTime().toSecondOfDay() / 3600.0 * HOUR;
  }

  private void text(double x, double y, String text, Shape.Anchor anchor) {
    shapes.add(new Shape.Text(x, y, text, 10, false, anchor, Palette.INK));
  }
}
