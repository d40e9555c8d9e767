package execo.g5k.charter;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/** The holidays of France. */
public final class Holidays {
  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(5, 8),
          MonthDay.of(7, 14),
          MonthDay.of(8, 15),
          MonthDay.of(11, 1),
          MonthDay.of(11, 11),
          MonthDay.of(12, 25));

  private Holidays() {}

  /** Whether a day is one. */
  public static boolean isHoliday(LocalDate day) {
    if (FIXED.contains(MonthDay.from(day))) {
      return true;
    }
    var easter = easter(day.getYear());
    return day.equals(easter.plusDays(1))
        || day.equals(easter.plusDays(39))
        || day.equals(easter.plusDays(50));
  }

  /** The Easter Sunday of a year of the Gregorian calendar (Gauss's rule with its corrections). */
  public static LocalDate easter(int year) {
    int century = year / 100;
    int shift = (15 + century - century / 4 - (8 * century + 13) / 25) % 30;
    int moon = (19 * (year % 19) + shift) % 30;
    if (moon == 29 || (moon == 28 && year % 19 > 10)) {
      moon--;
    }
    int sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + (4 + century - century / 4) % 7) % 7;
    return LocalDate.of(year, 3, 22).plusDays(moon + sunday);
  }
}
