package execo.internal.transfer.sftp;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts what a server sends into messages. */
final class Messages extends OutputStream {
  private static final int LONGEST = 4 << 20;
  private static final int SHORTEST = 5;

  private final Consumer<Reply> replies;
  private int lengthBytes;
  private int length;
  private byte @Nullable [] message;
  private int filled;

  Messages(Consumer<Reply> replies) {
    this.replies = replies;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    var at = offset;
    var end = offset + count;
    while (at < end) {
      var current = message;
      if (current == null) {
        length = (length << Byte.SIZE) | (bytes[at++] & 0xff);
        if (++lengthBytes == Integer.BYTES) {
          begin();
        }
        continue;
      }
      var size = Math.min(end - at, current.length - filled);
      System.arraycopy(bytes, at, current, filled, size);
      at += size;
      filled += size;
      if (filled == current.length) {
        message = null;
        length = 0;
        lengthBytes = 0;
        replies.accept(new Reply(current));
      }
    }
  }

  private void begin() throws IOException {
    if (length < SHORTEST || length > LONGEST) {
      throw new StreamCorruptedException("a message of " + length + " bytes");
    }
    message = new byte[length];
    filled = 0;
  }
}
