package execo.time;

/** The waiting thread was interrupted; its interrupt flag is set again. */
public final class WaitInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An interruption that is passed on. */
  public WaitInterruptedException(InterruptedException cause) {
    super("interrupted while waiting", cause);
  }
}
