package execo.internal.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The bytes of a journal, as they were at one moment. */
interface JournalText {
  Path path();

  /** Changes when the file is another one. */
  long generation();

  /** How long it is. */
  long size();

  /** Reads what is there at an offset, as much as there is room for. */
  int read(ByteBuffer into, long offset) throws IOException;
}
