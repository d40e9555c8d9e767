package execo.cli;

/**
 * What the user asked for cannot be done as written. Thrown by a command before it starts anything;
 * the message is one line for the user, and the exit code becomes 2.
 */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }
}
