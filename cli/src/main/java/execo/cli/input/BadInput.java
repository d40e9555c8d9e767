package execo.cli.input;

/**
 * What the user asked for cannot be done as written. Thrown by a command before it starts anything;
 * the message is one line for the user, and the exit code becomes 2.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, in one line without {@code execo:}. */
  public BadInput(String message) {
    super(message);
  }

  /** What is wrong, as the exception of a parser says it. */
  public BadInput(Exception cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
