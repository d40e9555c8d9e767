package execo.process;

import java.util.Locale;

/** The signals one may send to a process, with their numbers on Linux. */
public enum Signal {
  HUP(1),
  INT(2),
  QUIT(3),
  ABRT(6),
  KILL(9),
  USR1(10),
  SEGV(11),
  USR2(12),
  PIPE(13),
  ALRM(14),
  TERM(15),
  CONT(18),
  STOP(19),
  TSTP(20),
  WINCH(28);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /** The signal's number. */
  public int number() {
    return number;
  }

  /** Whether a process that survives it is killed after its kill timeout. */
  public boolean escalates() {
    return this == TERM || this == INT;
  }

  /** Whether it is meant to end a process. */
  public boolean ends() {
    return escalates() || this == KILL || this == QUIT || this == ABRT || this == HUP;
  }

  /**
   * Reads a name ({@code TERM}, {@code SIGTERM}) or a number ({@code 15}).
   *
   * @throws IllegalArgumentException if there is no such signal
   */
  public static Signal parse(String text) {
    var name = text.strip().toUpperCase(Locale.ROOT);
    for (var signal : values()) {
      if (name.equals(signal.name())
          || name.equals("SIG" + signal.name())
          || name.equals(Integer.toString(signal.number))) {
        return signal;
      }
    }
    throw new IllegalArgumentException("unknown signal '" + text + "'");
  }

  /** A number as people read it: {@code SIGTERM} for 15, {@code signal 42} for an unknown one. */
  public static String describe(int number) {
    for (var signal : values()) {
      if (signal.number == number) {
        return "SIG" + signal.name();
      }
    }
    return "signal " + number;
  }
}
