package execo.spi;

/** Which of its two output streams a child wrote to. */
public enum OutputStreamId {
  STDOUT,
  STDERR
}
