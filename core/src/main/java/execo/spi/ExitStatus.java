package execo.spi;

/**
 * How a child ended.
 *
 * @param code its exit code, or 128 + signal
 * @param signal the signal that ended it, or 0
 */
public record ExitStatus(int code, int signal) {

  /** The status of a child that left by itself. */
  public static ExitStatus exited(int code) {
    return new ExitStatus(code, 0);
  }

  /** The status of a child that a signal ended. */
  public static ExitStatus signalled(int signal) {
    return new ExitStatus(128 + signal, signal);
  }
}
