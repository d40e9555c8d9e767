package execo.internal.transfer;

import java.io.IOException;

/** One direction of copying, done step by step on one thread. */
interface Copy {

  /** Looks at the target and finds the sources. */
  void begin() throws IOException;

  /** Does what can be done now without a wait for an answer; false if there is nothing. */
  boolean step() throws IOException;

  /** Whether all is over. */
  boolean finished();

  /** Deletes what is not whole, as far as that needs no answers; no step follows. */
  void abandon() throws IOException;
}
