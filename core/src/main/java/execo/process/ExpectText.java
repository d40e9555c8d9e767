package execo.process;

import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.Map;

/**
 * The decoded text in which expects look for their regexes. Positions count from the beginning of
 * the output; of a very long output only the last part is there.
 *
 * <p>Not thread-safe.
 */
final class ExpectText {
  private static final int MOST = 4 * 1024 * 1024;

  private final Charset charset;
  private final Map<StdStream, TextDecoder> decoders = new EnumMap<>(StdStream.class);
  private final StringBuilder text = new StringBuilder();
  private long begin;

  ExpectText(Charset charset) {
    this.charset = charset;
  }

  void append(StdStream stream, byte[] bytes, boolean eof) {
    append(decoders.computeIfAbsent(stream, s -> new TextDecoder(charset)).decode(bytes, eof));
  }

  void append(String more) {
    text.append(more);
    if (text.length() > MOST) {
      var cut = text.length() - MOST / 2;
      text.delete(0, cut);
      begin += cut;
    }
  }

  long begin() {
    return begin;
  }

  long end() {
    return begin + text.length();
  }

  CharSequence chars() {
    return text;
  }
}
