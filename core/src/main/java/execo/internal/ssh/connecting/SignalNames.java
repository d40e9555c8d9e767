package execo.internal.ssh.connecting;

import java.util.Map;

/**
 * The names that {@code kill} takes on every system for Linux's signal numbers, where they have
 * one.
 */
public final class SignalNames {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "HUP"),
          Map.entry(2, "INT"),
          Map.entry(3, "QUIT"),
          Map.entry(6, "ABRT"),
          Map.entry(9, "KILL"),
          Map.entry(10, "USR1"),
          Map.entry(11, "SEGV"),
          Map.entry(12, "USR2"),
          Map.entry(13, "PIPE"),
          Map.entry(14, "ALRM"),
          Map.entry(15, "TERM"),
          Map.entry(18, "CONT"),
          Map.entry(19, "STOP"),
          Map.entry(20, "TSTP"));

  private SignalNames() {}

  /** The name of a signal; its number in digits if it has none. */
  public static String of(int number) {
    return NAMES.getOrDefault(number, Integer.toString(number));
  }
}
