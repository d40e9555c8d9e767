package execo.process;

/**
 * How far a copy has come.
 *
 * @param done bytes of file contents that have been copied
 * @param total bytes of all file contents, as far as it is known
 */
public record Progress(long done, long total) {}
