package execo.process;

/** Short names for commands. */
final class Names {
  private static final int LONGEST = 39;
  private static final String CUT = "...";

  private Names() {}

  /** The command on one line, blanks squeezed, of at most 39 characters. */
  static String shorten(String command) {
    var line = command.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST - CUT.length()) + CUT;
  }
}
