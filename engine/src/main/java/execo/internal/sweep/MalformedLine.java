package execo.internal.sweep;

import java.io.Serial;

/** Says why a line of a journal is no record. */
final class MalformedLine extends Exception {
  @Serial private static final long serialVersionUID = 1;

  MalformedLine(String message) {
    super(message);
  }
}
