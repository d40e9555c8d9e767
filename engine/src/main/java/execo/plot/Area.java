package execo.plot;

/**
 * The part of a picture in which values have their places.
 *
 * @param x the axis to the right
 * @param y the axis upwards
 * @param left where it begins, in pixels
 * @param top where it begins
 * @param width how wide it is
 * @param height how high it is
 */
record Area(Axis x, Axis y, double left, double top, double width, double height) {

  /** The pixel of a place on the axis to the right. */
  double atX(double place) {
    return left + x.share(place) * width;
  }

  /** The pixel of a value on the axis upwards. */
  double atY(double value) {
    return top + (1 - y.share(y.place(value))) * height;
  }

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }
}
