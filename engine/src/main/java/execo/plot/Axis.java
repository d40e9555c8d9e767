package execo.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the values of an axis are: linear, or by their logarithms.
 *
 * @param log whether it is by logarithms; places are decimal logarithms then, else values
 * @param low the place at which it begins
 * @param high the place at which it ends
 */
record Axis(boolean log, double low, double high) {

  /**
   * A number that the axis shows.
   *
   * @param place where
   * @param label what is said there
   */
  record Tick(double place, String label) {}

  /** The place of a value. */
  static double place(boolean log, double value) {
    if (log && !(value > 0)) {
      throw new IllegalArgumentException(
          "a logarithmic axis has no place for " + value + "; leave it out, or make it linear");
    }
    return log ? Math.log10(value) : value;
  }

  /** The place of a value. */
  double place(double value) {
    return place(log, value);
  }

  /** How far along the axis a place is: 0 at its beginning, 1 at its end. */
  double share(double place) {
    return (place - low) / (high - low);
  }

  /** Numbers to show, round ones: two at least, and about so many at most. */
  List<Tick> ticks(int most) {
    var ticks = log ? logarithmic(most) : linear(most);
    if (log && ticks.size() < 2) {
      return new Axis(false, Math.pow(10, low), Math.pow(10, high))
          .ticks(most).stream()
              .map(tick -> new Tick(Math.log10(tick.place()), tick.label()))
              .toList();
    }
    for (int more = most + 1; ticks.size() < 2; more++) {
      ticks = linear(more);
    }
    return ticks;
  }

  private List<Tick> linear(int most) {
    double step = roundAbove((high - low) / Math.max(1, most));
    var ticks = new ArrayList<Tick>();
    double largest = Math.max(Math.abs(low), Math.abs(high));
    double shown = Math.floor(largest / step + 1e-9) * step;
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    for (long i = first; i <= last; i++) {
      ticks.add(new Tick(i * step, SiNumber.format(i * step, shown, step)));
    }
    return ticks;
  }

  /** The next 1, 2 or 5 times a power of ten. */
  static double roundAbove(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
    double times = step / power;
    return power * (times <= 1 + 1e-9 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
  }

  private List<Tick> logarithmic(int most) {
    int decades = (int) (Math.floor(high + 1e-9) - Math.ceil(low - 1e-9)) + 1;
    int[] times = 3 * decades <= most || decades < 2 ? new int[] {1, 2, 5} : new int[] {1};
    int every = Math.max(1, (int) Math.ceil((double) decades / Math.max(1, most)));
    var ticks = new ArrayList<Tick>();
    for (int decade = (int) Math.floor(low); decade <= Math.ceil(high); decade += every) {
      for (int time : times) {
        double place = decade + Math.log10(time);
        if (place >= low - 1e-9 && place <= high + 1e-9) {
          ticks.add(new Tick(place, SiNumber.format(time * Math.pow(10, decade))));
        }
      }
    }
    return ticks;
  }
}
