package execo.process;

import org.jspecify.annotations.Nullable;

/**
 * A piece of what a process wrote.
 *
 * @param process the process
 * @param stream where it wrote
 * @param bytes the piece as it came; empty at the end of the stream. Not to be modified.
 * @param text the piece decoded: a character that was split between two pieces comes whole with the
 *     later one
 * @param eof whether this is the end of the stream; the last call for this stream
 * @param error why the stream ended, if that was not a plain end of file
 */
public record OutputChunk(
    ManagedProcess process,
    StdStream stream,
    byte[] bytes,
    String text,
    boolean eof,
    @Nullable String error) {}
