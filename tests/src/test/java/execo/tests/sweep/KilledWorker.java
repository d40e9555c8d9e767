package execo.tests.sweep;

import execo.sweep.ParamSweeper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Works on a sweep until it is killed, and notes in a file what it took, and when on the clock that
 * all processes of a machine share, and what it did.
 */
final class KilledWorker {
  /** How long it may be silent. */
  static final Duration LEASE = Duration.ofSeconds(5);

  /** Given back at the start, so that the journal grows by much that says nothing any more. */
  private static final int GIVEN_BACK = 2_000;

  private KilledWorker() {}

  /** Arguments: the storage, and the file for the notes. */
  public static void main(String[] arguments) throws IOException {
    try (var notes = new FileOutputStream(arguments[1]);
        var sweeper = ParamSweeper.load(arguments[0]).lease(LEASE)) {
      sweeper.cancelAll(sweeper.nextBatch(GIVEN_BACK));
      for (var next = sweeper.next(); next.isPresent(); next = sweeper.next()) {
        var c = next.get();
        note(notes, "take " + c.integer("i") + " " + System.nanoTime());
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
        if (sweeper.done(c)) {
          note(notes, "done " + c.integer("i"));
        }
      }
    }
  }

  private static void note(FileOutputStream notes, String text) throws IOException {
    notes.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
