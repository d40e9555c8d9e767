package execo.process;

/** One of the two streams that a process writes to. */
public enum StdStream {
  OUT,
  ERR
}
