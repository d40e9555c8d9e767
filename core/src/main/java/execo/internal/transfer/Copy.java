package execo.internal.transfer;

import java.io.Closeable;
import java.io.IOException;

/** One direction of copying, done step by step on one thread. */
interface Copy extends Closeable {

  /** Looks at the target and finds the sources. */
  void begin() throws IOException;

  /** Does what can be done now without a wait for an answer; false if there is nothing. */
  boolean step() throws IOException;

  /** Whether all is over. */
  boolean finished();

  /** Has what is not whole deleted on the host; no step follows. */
  void abandon() throws IOException;

  /** Closes local files and deletes those that are not whole. */
  @Override
  void close() throws IOException;
}
