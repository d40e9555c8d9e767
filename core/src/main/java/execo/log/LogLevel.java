package execo.log;

/** How much is logged: each level includes those before it. */
public enum LogLevel {
  ERROR,
  WARNING,
  INFO,
  DETAIL,
  TRACE,
  DEBUG,
  FRAMEWORK_DEBUG,
  /** Every chunk that is read or written. */
  IO_DEBUG
}
