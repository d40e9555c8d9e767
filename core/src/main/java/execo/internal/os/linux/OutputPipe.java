package execo.internal.os.linux;

import execo.spi.OutputStreamId;

/**
 * The engine's end of one output stream of a child. The loop's own, once the child is registered.
 */
final class OutputPipe {
  final OutputStreamId id;
  final int fd;

  /** Distinguishes the descriptors of one child in epoll's data. */
  final int role;

  /** Whether epoll watches it. */
  boolean watched;

  /** Whether {@code streamEnded} was told and the descriptor closed. */
  boolean ended;

  /** After the end of the child, how many bytes it may have left in the pipe. */
  int owed;

  /** When the bounded wait for end of file began, and when something was read last, in ns. */
  long drainSince;

  long lastRead;

  OutputPipe(OutputStreamId id, int fd, int role) {
    this.id = id;
    this.fd = fd;
    this.role = role;
  }
}
