package execo.sweep;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/**
 * Says that the state of some elements, or of a sweep as a whole, could not be saved or read; what
 * could not be saved does not count.
 */
public final class NotSavedException extends UncheckedIOException {
  @Serial private static final long serialVersionUID = 1;

  NotSavedException(String message, IOException cause) {
    super(message, cause);
  }
}
