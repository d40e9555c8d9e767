package execo.g5k.picture;

import execo.g5k.charter.Charter;
import execo.g5k.schedule.Interval;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Time from left to right, in the zone of Grid'5000, with labels that have room. */
final class TimeAxis {
  private static final double LABEL = 50;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final List<Integer> HOURS = List.of(1, 2, 3, 6, 12);
  private static final List<Integer> DAYS = List.of(1, 2, 7, 14, 28, 91, 182, 364);

  private final Interval period;
  private final double left;
  private final double width;

  TimeAxis(Interval period, double left, double width) {
    this.period = period;
    this.left = left;
    this.width = width;
  }

  double x(long second) {
    double share = (second - period.start()) / (double) period.seconds();
    return left + Math.clamp(share, 0, 1) * width;
  }

  /** Draws the ticks below an area and faint lines through it. */
  void draw(List<Shape> shapes, double top, double bottom) {
    double most = Math.max(1, width / LABEL);
    double hours = period.seconds() / (double) Duration.ofHours(1).toSeconds();
    var start = period.startDate().atZone(Charter.PARIS);
    for (int step : HOURS) {
      if (hours / step <= most) {
        hours(shapes, start, step, top, bottom);
        return;
      }
    }
    for (int step : DAYS) {
      if (hours / 24 / step <= most) {
        days(shapes, start, step, top, bottom);
        return;
      }
    }
  }

  private void hours(List<Shape> shapes, ZonedDateTime start, int step, double top, double bottom) {
    var midnight = start.toLocalDate();
    var tick = midnight.atStartOfDay(Charter.PARIS);
    boolean dated = false;
    while (tick.toEpochSecond() < period.end()) {
      if (tick.toEpochSecond() >= period.start()) {
        tick(shapes, tick, HOUR.format(tick), top, bottom);
        if (!dated || tick.getHour() == 0) {
          label(shapes, tick, DAY.format(tick), bottom + 28);
          dated = true;
        }
      }
      int next = tick.getHour() + step;
      tick =
          next >= 24
              ? tick.toLocalDate().plusDays(1).atStartOfDay(Charter.PARIS)
              : tick.toLocalDate().atTime(next, 0).atZone(Charter.PARIS);
    }
  }

  private void days(List<Shape> shapes, ZonedDateTime start, int step, double top, double bottom) {
    var day = start.toLocalDate().plusDays(1);
    for (var tick = day.atStartOfDay(Charter.PARIS);
        tick.toEpochSecond() < period.end();
        tick = tick.plusDays(step)) {
      tick(shapes, tick, DAY.format(tick), top, bottom);
    }
  }

  private void tick(
      List<Shape> shapes, ZonedDateTime tick, String text, double top, double bottom) {
    double x = x(tick.toEpochSecond());
    shapes.add(Shape.line(x, top, x, bottom + 4, Palette.FAINT, 0.6));
    label(shapes, tick, text, bottom + 15);
  }

  private void label(List<Shape> shapes, ZonedDateTime tick, String text, double y) {
    shapes.add(
        new Shape.Text(
            x(tick.toEpochSecond()), y, text, 10, false, Shape.Anchor.MIDDLE, Palette.INK));
  }
}
