package execo.internal.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Texts as C wants them: ended by NUL, in an array that a null pointer ends. */
final class NativeStrings {
  /** The encoding of the locale, or UTF-8 where that is plain ASCII. */
  private static final Charset CHARSET = charset(System.getProperty("native.encoding", "UTF-8"));

  private NativeStrings() {}

  static Charset charset(String name) {
    Charset charset = Charset.forName(name, StandardCharsets.UTF_8);
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }

  /** Bytes of a text, without the NUL. */
  static byte[] encode(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL character in " + text.replace("\0", "\\0"));
    }
    return text.getBytes(CHARSET);
  }

  static MemorySegment text(String text, Arena arena) {
    byte[] bytes = encode(text);
    MemorySegment segment = arena.allocate(bytes.length + 1L);
    segment.asByteBuffer().put(0, bytes);
    return segment;
  }

  /** An argument vector. */
  static MemorySegment array(List<String> texts, Arena arena) {
    byte[][] encoded = new byte[texts.size()][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = encode(texts.get(i));
    }
    return array(encoded, arena);
  }

  /** An environment. */
  static MemorySegment array(Map<String, String> environment, Arena arena) {
    byte[][] encoded = new byte[environment.size()][];
    int i = 0;
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      if (entry.getKey().isEmpty() || entry.getKey().indexOf('=') >= 0) {
        throw new IllegalArgumentException(
            "an environment variable cannot be called \"" + entry.getKey() + "\"");
      }
      encoded[i++] = encode(entry.getKey().concat("=").concat(entry.getValue()));
    }
    return array(encoded, arena);
  }

  private static MemorySegment array(byte[][] encoded, Arena arena) {
    int pointers = (encoded.length + 1) * 8;
    int size = pointers;
    for (byte[] text : encoded) {
      size = Math.addExact(size, text.length + 1);
    }
    MemorySegment segment = arena.allocate(size, 8);
    ByteBuffer buffer = segment.asByteBuffer().order(ByteOrder.nativeOrder());
    int at = pointers;
    for (int i = 0; i < encoded.length; i++) {
      buffer.putLong(i * 8, segment.address() + at);
      buffer.put(at, encoded[i]);
      at += encoded[i].length + 1;
    }
    return segment;
  }
}
