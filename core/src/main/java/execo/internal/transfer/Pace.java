package execo.internal.transfer;

import execo.spi.RemoteCopy;
import java.io.InterruptedIOException;
import java.time.Duration;

/** How fast a copy may be: as {@code -l} among the options of scp says, in kilobits a second. */
final class Pace {
  private static final int PARTS_A_SECOND = 10;
  private static final int LEAST = 1024;

  private final long bytesPerSecond;
  private final long begun = System.nanoTime();
  private long bytes;

  private Pace(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  static Pace of(RemoteCopy copy) {
    var options = copy.connection().scpOptions();
    var limit = 0L;
    for (var i = 0; i < options.size(); i++) {
      var option = options.get(i);
      if (option.equals("-l") && i + 1 < options.size()) {
        limit = kilobits(options.get(i + 1));
      } else if (option.startsWith("-l")) {
        limit = kilobits(option.substring(2));
      }
    }
    return new Pace(limit * 1000 / 8);
  }

  private static long kilobits(String text) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("scp's option -l takes a number, not '" + text + "'", e);
    }
  }

  /** How long a part of a file may be, so that none takes long. */
  int part(int most) {
    return bytesPerSecond == 0
        ? most
        : (int) Math.min(most, Math.max(LEAST, bytesPerSecond / PARTS_A_SECOND));
  }

  /** Waits as long as so many bytes more take. */
  void took(long count) throws InterruptedIOException {
    if (bytesPerSecond == 0) {
      return;
    }
    bytes += count;
    var ahead = bytes * 1e9 / bytesPerSecond - (System.nanoTime() - begun);
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, (long) ahead)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
