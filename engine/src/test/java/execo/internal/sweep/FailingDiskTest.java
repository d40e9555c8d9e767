package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.sweep.NotSavedException;
import execo.sweep.ParamSweeper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not keep what was written, or takes its time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailingDiskTest {
  private static final List<Object> LETTERS = List.of("a", "b", "c", "d", "e");

  @TempDir Path directory;
  private volatile boolean failing;

  private DirectoryStore open() throws IOException {
    return new DirectoryStore(directory, Elements.of(LETTERS), this::force);
  }

  private void force(FileChannel file) throws IOException {
    if (failing) {
      throw new IOException("the disk is gone");
    }
    file.force(false);
  }

  @Test
  void whatCouldNotBeSavedIsWhatItWasBefore() throws IOException {
    try (var store = open();
        var other = open()) {
      store.mark(Mark.failed("first", 5), List.of("d"));
      store.mark(Mark.failed("second", 2), List.of("d"));
      store.mark(Mark.failed("first", 5), List.of("e"));
      store.take(1);
      other.take(1);
      store.mark(Mark.as(State.SKIPPED), List.of("c"));
      var before = store.picture();
      failing = true;
      for (var mark : List.of(Mark.as(State.DONE), Mark.failed("again", 2), Mark.failed("no", 9))) {
        assertThatThrownBy(() -> store.mark(mark, LETTERS)).hasMessage("the disk is gone");
        assertSame(store, before);
        assertSame(other, before);
      }
      var all = Set.of(State.FAILED, State.SKIPPED, State.IN_PROGRESS);
      assertThatThrownBy(() -> store.reset(all, null)).hasMessage("the disk is gone");
      assertSame(store, before);
      failing = false;
      assertThat(store.mark(Mark.as(State.DONE), LETTERS)).isEqualTo(5);
    }
  }

  /** All but who put back what was to do, and when. */
  private static void assertSame(DirectoryStore store, Picture before) throws IOException {
    var now = store.picture();
    assertThat(now.touched()).hasSameSizeAs(before.touched());
    for (int i = 0; i < now.touched().size(); i++) {
      var old = before.touched().get(i);
      var same = now.touched().get(i);
      if (old.state() == State.TODO) {
        same =
            new Picture.Touched(i, same.state(), old.by(), old.at(), old.took(), same.failures());
      }
      assertThat(same).isEqualTo(old);
    }
    assertThat(now.workers())
        .extracting(Picture.AtWork::inProgress)
        .isEqualTo(before.workers().stream().map(Picture.AtWork::inProgress).toList());
  }

  @Test
  void whatAnotherChangedSinceStaysAsTheOtherLeftIt() throws Exception {
    var forcing = new CountDownLatch(1);
    var taken = new CountDownLatch(1);
    JournalFile.Disk disk =
        file -> {
          forcing.countDown();
          await(taken);
          throw new IOException("the disk is gone");
        };
    try (var store = new DirectoryStore(directory, Elements.of(LETTERS), disk);
        var other = new DirectoryStore(directory, Elements.of(LETTERS), disk)) {
      store.take(1);
      var failed = doing(() -> store.mark(Mark.failed("no", 9), List.of("a")));
      await(forcing);
      assertThat(other.take(1)).containsExactly(0);
      taken.countDown();
      assertThat(failed).failsWithin(30, TimeUnit.SECONDS);
      assertThat(store.picture().touched())
          .singleElement()
          .satisfies(touched -> assertThat(touched.state()).isEqualTo(State.IN_PROGRESS));
      assertThat(other.mark(Mark.as(State.TODO).ifHeld(), List.of("a"))).isEqualTo(1);
    }
  }

  @Test
  void doneWaitsForTheDiskAndThoseWhoWaitShareIt() throws Exception {
    var forces = new ArrayList<Integer>();
    var begun = new CountDownLatch(1);
    var ready = new CountDownLatch(1);
    JournalFile.Disk disk =
        file -> {
          forces.add(forces.size());
          begun.countDown();
          await(ready);
        };
    var numbers = IntStream.range(0, 20).<Object>mapToObj(i -> i).toList();
    try (var store = new DirectoryStore(directory, Elements.of(numbers), disk)) {
      var first = doing(() -> store.mark(Mark.as(State.DONE), List.of(0)));
      await(begun);
      var others =
          IntStream.range(1, 20)
              .mapToObj(i -> doing(() -> store.mark(Mark.as(State.DONE), List.of(i))))
              .toList();
      while (store.counts().done() < 20) {
        Thread.onSpinWait(); // all are written, and none is on the disk
      }
      assertThat(first).isNotDone();
      assertThat(others).noneMatch(CompletableFuture::isDone);
      ready.countDown();
      first.get(30, TimeUnit.SECONDS);
      for (var other : others) {
        assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(1);
      }
      assertThat(forces).hasSize(2);
    }
  }

  @Test
  void closingWaitsForWhatCannotBeSavedToBeTakenBack() throws Exception {
    var forcing = new CountDownLatch(1);
    var closing = new CountDownLatch(1);
    var store =
        new DirectoryStore(
            directory,
            Elements.of(LETTERS),
            file -> {
              forcing.countDown();
              await(closing);
              throw new IOException("the disk is gone");
            });
    store.take(1);
    var done = doing(() -> store.mark(Mark.as(State.DONE), List.of("a")));
    await(forcing);
    var closed =
        doing(() -> {
          closing.countDown();
          store.close();
          return true;
        });
    assertThat(done).failsWithin(30, TimeUnit.SECONDS);
    assertThat(closed).succeedsWithin(30, TimeUnit.SECONDS);
    try (var again = open()) {
      assertThat(again.counts().todo()).isEqualTo(5);
    }
  }

  @Test
  void allThatAForEachCouldNotSaveIsTold() throws IOException {
    var begun = new CountDownLatch(3);
    try (var _ = open();
        var sweeper = new ParamSweeper<>(directory.toString(), LETTERS)) {
      assertThatThrownBy(() ->
              sweeper.forEach(
                  3,
                  letter -> {
                    begun.countDown();
                    await(begun);
                    failing = true;
                  }))
          .isInstanceOf(NotSavedException.class)
          .satisfies(e -> {
            var messages = new ArrayList<>(List.of(e.toString()));
            Stream.of(e.getSuppressed()).map(Throwable::toString).forEach(messages::add);
            assertThat(messages)
                .hasSize(3)
                .allMatch(message -> message.contains("the disk is gone"));
            for (var letter : LETTERS.subList(0, 3)) {
              assertThat(messages).anyMatch(message -> message.contains("done: " + letter));
            }
          });
      failing = false;
      assertThat(sweeper.done()).isEmpty();
    }
  }

  /** Who made it may have been killed before its name was on the disk. */
  @Test
  void theNameOfAJournalThatIsFoundIsOnTheDiskBeforeDoneReturns() throws IOException {
    open().close();
    var forced = new ArrayList<Path>();
    var disk =
        new JournalFile.Disk() {
          @Override
          public void force(FileChannel file) {}

          @Override
          public void force(Path names) {
            forced.add(names);
          }
        };
    try (var store = new DirectoryStore(directory, Elements.of(LETTERS), disk)) {
      store.mark(Mark.as(State.DONE), List.of("a"));
      assertThat(forced).containsExactly(directory.toRealPath());
      store.mark(Mark.as(State.DONE), List.of("b"));
      assertThat(forced).as("once").hasSize(1);
    }
  }

  private interface Doing<T> {
    T run() throws IOException;
  }

  private static <T> CompletableFuture<T> doing(Doing<T> what) {
    var result = new CompletableFuture<T>();
    Thread.startVirtualThread(() -> {
      try {
        result.complete(what.run());
      } catch (IOException | RuntimeException e) {
        result.completeExceptionally(e);
      }
    });
    return result;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
