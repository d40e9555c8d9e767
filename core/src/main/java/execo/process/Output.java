package execo.process;

/**
 * What is kept of one output stream: all of it, or its beginning and its end.
 *
 * <p>A view: it grows while the process writes, and is final once the process has ended.
 * Thread-safe.
 */
public final class Output {
  private final Transcript transcript;
  private final StdStream stream;

  Output(Transcript transcript, StdStream stream) {
    this.transcript = transcript;
    this.stream = stream;
  }

  /** The number of bytes that came and were not kept. */
  public long dropped() {
    return transcript.kept(stream).dropped();
  }

  /** The number of bytes that came. */
  public long length() {
    return transcript.kept(stream).length();
  }

  /** The bytes that were kept; where some were dropped, beginning and end follow each other. */
  public byte[] bytes() {
    return transcript.kept(stream).bytes();
  }

  /** The text that was kept, with {@code [...]} where something was dropped. */
  public String text() {
    return transcript.kept(stream).text(transcript.charset());
  }
}
