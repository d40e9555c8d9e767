package execo.results;

import java.io.Serial;

/** Says why a text is no entry. */
final class MalformedEntry extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /** On which line of the text, from 0. */
  final int line;

  MalformedEntry(int line, String message) {
    super(message);
    this.line = line;
  }
}
