package execo.internal.transfer;

import execo.spi.ChildListener;
import java.util.concurrent.TimeUnit;

/** How far a copy has come, told to its listener now and then. */
final class Tally {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ChildListener listener;
  private long lastTold = System.nanoTime();
  private long done;
  private long known;
  private volatile long counted;

  Tally(ChildListener listener) {
    this.listener = listener;
  }

  /** So many bytes of contents have arrived. */
  void arrived(long bytes) {
    done += bytes;
  }

  /** A file of so many bytes has been found. */
  void found(long bytes) {
    known += bytes;
  }

  /** All files together have so many bytes; may be called by another thread. */
  void counted(long bytes) {
    counted = bytes;
  }

  /** Tells the listener, unless it was told a moment ago. */
  void tell() {
    var now = System.nanoTime();
    if (now - lastTold >= PAUSE_NANOS) {
      lastTold = now;
      listener.progressed(done, Math.max(done, Math.max(known, counted)));
    }
  }
}
