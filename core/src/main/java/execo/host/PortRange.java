package execo.host;

/**
 * The ports that listeners may take.
 *
 * @param from the first port
 * @param to the port after the last one
 */
public record PortRange(int from, int to) {
  /** The ports used where nothing else is configured: 25500 up to, not including, 26700. */
  public static final PortRange DEFAULT = new PortRange(25500, 26700);

  public PortRange {
    if (from < 1 || to > 65536 || from >= to) {
      throw new IllegalArgumentException(
          "not a range of ports: %d up to, not including, %d".formatted(from, to));
    }
  }

  /** How many ports there are. */
  public int size() {
    return to - from;
  }
}
