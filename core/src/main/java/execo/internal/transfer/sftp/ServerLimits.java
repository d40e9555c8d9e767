package execo.internal.transfer.sftp;

import java.util.Map;

/**
 * What a server can do beyond version 3 of the protocol.
 *
 * @param longestRead bytes that one request may ask for
 * @param longestWrite bytes that one request may carry
 * @param extensions the names of its extensions with their versions
 */
public record ServerLimits(int longestRead, int longestWrite, Map<String, String> extensions) {
  static final String LIMITS = "limits@openssh.com";

  /** What every server takes: 32 KiB of contents in a message. */
  private static final int SAFE = 32 * 1024;

  private static final int USEFUL = 256 * 1024 - 1024;

  static ServerLimits of(Map<String, String> extensions) {
    return new ServerLimits(SAFE, SAFE, Map.copyOf(extensions));
  }

  ServerLimits with(long read, long write) {
    return new ServerLimits(bounded(read), bounded(write), extensions);
  }

  private static int bounded(long limit) {
    return limit <= 0 ? USEFUL : (int) Math.min(limit, USEFUL);
  }

  /** Whether it has an extension. */
  public boolean has(String extension) {
    return extensions.containsKey(extension);
  }
}
