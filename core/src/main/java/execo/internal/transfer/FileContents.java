package execo.internal.transfer;

import execo.internal.transfer.sftp.Contents;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a local file, as many bytes as it had when it was looked at; a small file is read
 * at once and closed. Of a file that says it is empty, all is read until its end: those of the
 * kernel do so.
 */
final class FileContents implements Contents, Closeable {
  private static final String SHORTER = "it became shorter while it was read";

  private final @Nullable FileChannel channel;
  private final boolean endless;
  private final long size;
  private byte[] held;
  private int heldFrom;
  private long announced;
  private String failure = SHORTER;

  private FileContents(@Nullable FileChannel channel, long size, boolean endless, byte[] held) {
    this.channel = channel;
    this.size = size;
    this.endless = endless;
    this.held = held;
  }

  static FileContents open(Path path, long size) throws IOException {
    var channel = FileChannel.open(path);
    try {
      if (size > Copying.SMALL) {
        return new FileContents(channel, size, false, new byte[0]);
      }
      var some = read(channel, size == 0 ? Copying.SMALL : (int) size);
      if (size == 0 && some.length == Copying.SMALL) {
        return new FileContents(channel, some.length, true, some);
      }
      if (some.length < size) {
        throw new IOException(SHORTER);
      }
      channel.close();
      return new FileContents(null, some.length, false, some);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static byte[] read(FileChannel channel, int most) throws IOException {
    var buffer = ByteBuffer.allocate(most);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      continue;
    }
    return buffer.hasRemaining()
        ? Arrays.copyOf(buffer.array(), buffer.position())
        : buffer.array();
  }

  long size() {
    return size;
  }

  /** How many bytes the next part is to have, which are then read; 0 after the last. */
  int next(int most) throws IOException {
    if (!endless) {
      var length = (int) Math.min(most, size - announced);
      announced += length;
      return length;
    }
    if (heldFrom == held.length && channel != null) {
      held = read(channel, Math.min(most, Copying.SMALL));
      heldFrom = 0;
    }
    return Math.min(most, held.length - heldFrom);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (heldFrom < held.length) {
      var count = Math.min(length, held.length - heldFrom);
      System.arraycopy(held, heldFrom, into, offset, count);
      heldFrom += count;
      return count;
    }
    if (channel == null) {
      return -1;
    }
    try {
      return channel.read(ByteBuffer.wrap(into, offset, length));
    } catch (IOException e) {
      failure = LocalFile.reason(e);
      throw e;
    }
  }

  /** Why there were fewer bytes than announced. */
  String failure() {
    return failure;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
