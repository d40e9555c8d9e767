package execo.plot;

import java.util.List;

/**
 * How something is drawn.
 *
 * @param rgb the colour
 * @param alpha how much it covers, from 0 to 1
 * @param width of a line, in pixels
 * @param dash lengths of dashes and gaps in turn; none for a solid line
 */
record Ink(int rgb, double alpha, double width, List<Double> dash) {
  static final Ink DARK = new Ink(0x333333, 1, 1, List.of());
  static final Ink GRID = new Ink(0xe4e4e4, 1, 1, List.of());
  static final Ink PAPER = new Ink(0xffffff, 1, 1, List.of());

  Ink width(double wider) {
    return new Ink(rgb, alpha, wider, dash);
  }

  Ink alpha(double share) {
    return new Ink(rgb, share, width, dash);
  }

  Ink solid() {
    return new Ink(rgb, alpha, width, List.of());
  }

  /** The colour mixed with white: how much is left of it. */
  Ink tint(double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int part = rgb >> shift & 255;
      mixed |= (int) Math.round(255 - (255 - part) * share) << shift;
    }
    return new Ink(mixed, alpha, width, dash);
  }
}
