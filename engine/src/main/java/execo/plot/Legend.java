package execo.plot;

/** Where a plot says which series is which. */
public enum Legend {
  /**
   * In the corner where least is drawn, the lower right one if there are several; beside the plot
   * if there are more than eight series; nowhere if there is one.
   */
  AUTO,
  /** Inside, upper left. */
  UPPER_LEFT,
  /** Inside, upper right. */
  UPPER_RIGHT,
  /** Inside, lower left. */
  LOWER_LEFT,
  /** Inside, lower right. */
  LOWER_RIGHT,
  /** Beside the plot. */
  RIGHT,
  /** Nowhere. */
  NONE;

  boolean left() {
    return this == UPPER_LEFT || this == LOWER_LEFT;
  }

  boolean upper() {
    return this == UPPER_LEFT || this == UPPER_RIGHT;
  }
}
