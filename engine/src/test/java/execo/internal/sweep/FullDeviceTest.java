package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a device that is always full. */
class FullDeviceTest {
  @TempDir Path directory;

  @Test
  void whatCannotBeSavedIsNotDone() throws IOException {
    var journal = directory.resolve(JournalFile.NAME);
    var kept = directory.resolve("kept");
    try (var store = new DirectoryStore(directory, Elements.of(List.of("a", "b")))) {
      store.take(1);
      store.mark(Mark.as(State.DONE), List.of("a"));
      awaitRest();
      Files.move(journal, kept);
      Files.createSymbolicLink(journal, Path.of("/dev/full"));
      assertThatThrownBy(() -> store.mark(Mark.as(State.DONE), List.of("b")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
      awaitRest();
      Files.move(kept, journal, StandardCopyOption.REPLACE_EXISTING);
      assertThat(store.counts().done()).isEqualTo(1);
      assertThat(store.take(2)).containsExactly(1);
    }
  }

  /** Waits until the journal is not locked: what is moved before that is not looked at. */
  private void awaitRest() throws IOException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    try (var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.WRITE)) {
      while (System.nanoTime() < end) {
        try (var lock = channel.tryLock()) {
          if (lock != null) {
            return;
          }
        } catch (OverlappingFileLockException e) {
          Thread.onSpinWait(); // this program's journal has it
        }
      }
    }
    throw new AssertionError("the journal stays locked");
  }
}
