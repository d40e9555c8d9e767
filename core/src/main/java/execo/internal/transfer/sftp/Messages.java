package execo.internal.transfer.sftp;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a server sends into messages. What cannot be one is told once, and nothing after it is
 * looked at: an exception would end the connection with all that others do there.
 */
final class Messages extends OutputStream {
  private static final int LONGEST = 4 << 20;
  private static final int SHORTEST = 5;

  private final Consumer<Reply> replies;
  private final Consumer<String> garbage;
  private int lengthBytes;
  private int length;
  private byte @Nullable [] message;
  private int filled;
  private boolean lost;

  /**
   * A cutter.
   *
   * @param garbage told the first four characters of what is no message
   */
  Messages(Consumer<Reply> replies, Consumer<String> garbage) {
    this.replies = replies;
    this.garbage = garbage;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    var at = offset;
    var end = offset + count;
    while (at < end && !lost) {
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

  private void begin() {
    if (length < SHORTEST || length > LONGEST) {
      lost = true;
      var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
      garbage.accept(new String(bytes, StandardCharsets.ISO_8859_1));
      return;
    }
    message = new byte[length];
    filled = 0;
  }
}
