package execo.spi;

import org.jspecify.annotations.Nullable;

/**
 * Told what happens to one child, in order: either {@link #failed} alone, or {@link #started}, any
 * output, {@link #streamEnded} once for each stream, and last {@link #ended}.
 *
 * <p>Calls for one child never overlap, but come from the engine's own threads, which serve all
 * children: they must return quickly and must not block.
 */
public interface ChildListener {

  /** The child runs; {@code pid} is the number of the local process, 0 if there is none. */
  void started(long pid);

  /**
   * The connection to the host is open and the work there has begun. Told at most once, after
   * {@link #started}; never by a local child.
   */
  default void opened() {}

  /**
   * How far a copy has come; told now and then, and never after its end.
   *
   * @param done bytes of file contents that have been copied
   * @param total bytes of all file contents, as far as it is known
   */
  default void progressed(long done, long total) {}

  /** The child wrote; the array is the listener's to keep. */
  void output(OutputStreamId stream, byte[] bytes);

  /**
   * Nothing more comes from a stream; {@code error} says why if that was not a plain end of file.
   */
  void streamEnded(OutputStreamId stream, @Nullable String error);

  /** The child has ended and what it wrote has been told. */
  void ended(ExitStatus status);

  /** The child could not be started; {@code reason} is a sentence for a person. */
  void failed(String reason);
}
