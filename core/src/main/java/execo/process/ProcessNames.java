package execo.process;

/** Short names for commands. */
public final class ProcessNames {
  private static final int LONGEST = 39;
  private static final String CUT = "...";

  private ProcessNames() {}

  /** The command on one line, blanks squeezed, of at most 39 characters. */
  public static String shorten(String command) {
    var line = command.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - CUT.length()) + CUT;
  }
}
