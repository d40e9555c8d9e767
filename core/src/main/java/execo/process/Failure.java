package execo.process;

/** The ways in which a process can fail; each can be ignored, or kept out of the log. */
public enum Failure {
  /** It ended with another exit code than 0. */
  EXIT_CODE,
  /** It was still running at its timeout. */
  TIMEOUT,
  /** It could not be started, or its connection failed or was lost. */
  ERROR,
  /** An expect did not match. */
  EXPECT,
  /** Something written did not reach it. */
  WRITE
}
