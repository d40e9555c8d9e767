package execo.tests.sweep;

import execo.sweep.ParamSweeper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Works on a sweep until it is killed, and notes in a file what it took and what it did. */
final class KilledWorker {
  private KilledWorker() {}

  /** Arguments: the storage, and the file for the notes. */
  public static void main(String[] arguments) throws IOException {
    try (var notes = new FileOutputStream(arguments[1]);
        var sweeper = ParamSweeper.load(arguments[0]).lease("5s")) {
      for (var next = sweeper.next(); next.isPresent(); next = sweeper.next()) {
        var c = next.get();
        note(notes, "take " + c.integer("i"));
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
