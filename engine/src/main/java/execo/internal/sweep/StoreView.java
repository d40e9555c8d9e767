package execo.internal.sweep;

import java.io.IOException;
import java.util.List;

/** What is known of a sweep's elements. Thread-safe. Every operation brings in what is new. */
public interface StoreView extends AutoCloseable {
  /** How many elements are in each state. */
  Counts counts() throws IOException;

  /** What is known of all elements that somebody touched, at one moment. */
  Picture picture() throws IOException;

  /** Lines that could not be read, each with its file and number. */
  List<String> problems() throws IOException;

  @Override
  void close() throws IOException;
}
