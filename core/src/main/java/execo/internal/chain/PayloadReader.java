package execo.internal.chain;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the stream of a chained copy. For one thread. */
final class PayloadReader implements Closeable {
  private static final int CHUNK = 128 * 1024;

  private final byte[] list;
  private final List<Payload.Part> parts;
  private long offset;
  private int next;
  private @Nullable FileChannel channel;

  PayloadReader(byte[] list, List<Payload.Part> parts, long offset) {
    this.list = list;
    this.parts = parts;
    this.offset = offset;
  }

  /** Where the next bytes begin in the stream. */
  long offset() {
    return offset;
  }

  /**
   * The next bytes; none at the end.
   *
   * @throws IOException if a file cannot be read or has become shorter
   */
  byte[] next() throws IOException {
    var bytes = offset < list.length ? fromList() : fromFile();
    offset += bytes.length;
    return bytes;
  }

  private byte[] fromList() {
    return Arrays.copyOfRange(list, (int) offset, (int) Math.min(list.length, offset + CHUNK));
  }

  private byte[] fromFile() throws IOException {
    while (next < parts.size() && end(parts.get(next)) <= offset) {
      close();
      next++;
    }
    if (next == parts.size()) {
      return new byte[0];
    }
    var part = parts.get(next);
    if (channel == null) {
      channel = FileChannel.open(part.file(), StandardOpenOption.READ);
    }
    var bytes = new byte[(int) Math.min(CHUNK, end(part) - offset)];
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset - part.start() + buffer.position()) < 0) {
        throw new IOException(part.file() + " has become shorter while it was copied");
      }
    }
    return bytes;
  }

  private static long end(Payload.Part part) {
    return part.start() + part.size();
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
