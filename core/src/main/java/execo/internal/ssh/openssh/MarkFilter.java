package execo.internal.ssh.openssh;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Takes the supervisor's marks out of a stream: record separators around a tag and a message. What
 * only looks like the beginning of a mark is held back until the next bytes decide. Not
 * thread-safe.
 */
final class MarkFilter {
  private static final byte SEPARATOR = 0x1e;
  private static final int LONGEST_MESSAGE = 32;

  private final byte[] begin;
  private final Consumer<String> marks;
  private byte[] held = {};

  MarkFilter(String tag, Consumer<String> marks) {
    this.begin = ("\036" + tag + " ").getBytes(StandardCharsets.US_ASCII);
    this.marks = marks;
  }

  /**
   * The bytes that may pass now; those before a mark pass before it is told, in a call of their
   * own.
   */
  void accept(byte[] bytes, Consumer<byte[]> pass) {
    if (held.length == 0 && indexOf(bytes, 0) < 0) {
      pass.accept(bytes);
      return;
    }
    var all = join(held, bytes);
    held = new byte[0];
    var plain = new ByteArrayOutputStream();
    var at = 0;
    while (at < all.length) {
      var mark = indexOf(all, at);
      if (mark < 0) {
        plain.write(all, at, all.length - at);
        break;
      }
      plain.write(all, at, mark - at);
      var matched = matched(all, mark);
      if (matched < 0) {
        plain.write(SEPARATOR);
        at = mark + 1;
        continue;
      }
      var end = matched < begin.length ? -1 : indexOf(all, mark + begin.length);
      if (end < 0 || end - mark - begin.length > LONGEST_MESSAGE) {
        if (end < 0 && all.length - mark <= begin.length + LONGEST_MESSAGE) {
          held = Arrays.copyOfRange(all, mark, all.length);
          break;
        }
        plain.write(SEPARATOR);
        at = mark + 1;
        continue;
      }
      flush(plain, pass);
      var message = mark + begin.length;
      marks.accept(new String(all, message, end - message, StandardCharsets.US_ASCII));
      at = end + 1;
    }
    flush(plain, pass);
  }

  /** What was held back and is no mark after all. */
  void end(Consumer<byte[]> pass) {
    if (held.length > 0) {
      pass.accept(held);
      held = new byte[0];
    }
  }

  private static void flush(ByteArrayOutputStream plain, Consumer<byte[]> pass) {
    if (plain.size() > 0) {
      pass.accept(plain.toByteArray());
      plain.reset();
    }
  }

  /**
   * How many bytes agree with the beginning of a mark, up to the end of what is there; -1 if one
   * differs.
   */
  private int matched(byte[] bytes, int from) {
    var n = Math.min(begin.length, bytes.length - from);
    return Arrays.equals(bytes, from, from + n, begin, 0, n) ? n : -1;
  }

  private static int indexOf(byte[] bytes, int from) {
    for (var i = from; i < bytes.length; i++) {
      if (bytes[i] == SEPARATOR) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] join(byte[] first, byte[] second) {
    var all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
