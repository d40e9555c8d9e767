package execo.internal.ssh.connecting;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Servers that drop connections while too many are starting: how one knows, and when to try again.
 */
public final class LoadShedding {
  private static final int MOST_TRIES = 8;
  private static final long FIRST_DELAY_MILLIS = 200;
  private static final long LONGEST_DELAY_MILLIS = 5_000;

  /**
   * What OpenSSH's client says when sshd has passed its MaxStartups, or its listen queue is full.
   */
  private static final List<String> SIGNS =
      List.of(
          "exchange_identification: Connection closed",
          "exchange_identification: read: Connection reset",
          "exchange_identification: Not allowed at this time");

  /**
   * What it says when it could not get through a jump host for good: that the connection which was
   * to lead through it is closed then is no sign.
   */
  private static final List<String> VERDICTS =
      List.of(
          "connect to host ",
          "Could not resolve hostname ",
          "Permission denied (",
          "Host key verification failed",
          "stdio forwarding failed");

  private LoadShedding() {}

  /** Whether the error output of an ssh tells of it. */
  public static boolean seenIn(String stderr) {
    return SIGNS.stream().anyMatch(stderr::contains)
        && VERDICTS.stream().noneMatch(stderr::contains);
  }

  /** The delay before the next try, doubling and scattered; null after the last one. */
  public static @Nullable Duration delayBefore(int tries) {
    if (tries >= MOST_TRIES) {
      return null;
    }
    var full = Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << (tries - 1));
    return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }
}
