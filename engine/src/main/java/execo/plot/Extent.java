package execo.plot;

/** From where to where something goes: places on the two axes. */
final class Extent {
  double left = Double.POSITIVE_INFINITY;
  double right = Double.NEGATIVE_INFINITY;
  double low = Double.POSITIVE_INFINITY;
  double high = Double.NEGATIVE_INFINITY;

  void x(double from, double to) {
    left = Math.min(left, from);
    right = Math.max(right, to);
  }

  void y(double place) {
    if (Double.isFinite(place)) {
      low = Math.min(low, place);
      high = Math.max(high, place);
    }
  }

  boolean isEmpty() {
    return left > right || low > high;
  }
}
