package execo.process;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an attempt wrote, both streams, in the order of arrival. Thread-safe. */
final class Transcript {
  /** Bytes of one stream. */
  record Piece(StdStream stream, byte[] bytes) {}

  private record Numbered(StdStream stream, Segment segment) {}

  private final Charset charset;
  private final Capture out;
  private final Capture err;
  private long arrivals;
  private @Nullable StdStream last;

  Transcript(long bound, Charset charset) {
    this.charset = charset;
    out = new Capture(bound);
    err = new Capture(bound);
  }

  synchronized void append(StdStream stream, byte[] bytes) {
    capture(stream).append(arrivals++, bytes, last == stream);
    last = stream;
  }

  synchronized Kept kept(StdStream stream) {
    return capture(stream).kept();
  }

  /** All that is still there, in the order of arrival. */
  synchronized List<Piece> pieces() {
    var all = new ArrayList<Numbered>();
    out.segments().forEach(s -> all.add(new Numbered(StdStream.OUT, s)));
    err.segments().forEach(s -> all.add(new Numbered(StdStream.ERR, s)));
    all.sort(Comparator.comparingLong(n -> n.segment().number));
    return all.stream().map(n -> new Piece(n.stream(), n.segment().content())).toList();
  }

  Charset charset() {
    return charset;
  }

  private Capture capture(StdStream stream) {
    return stream == StdStream.OUT ? out : err;
  }
}
