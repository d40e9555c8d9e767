package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The threads that work on a file: whatever happens to them, their callers hear of it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalThreadsTest {
  @TempDir Path directory;

  /** Somebody who gives a sign of life as often as it can. */
  private static final class User implements Journal.Beating {
    final CompletableFuture<Boolean> putOff = new CompletableFuture<>();
    private volatile long due = System.nanoTime();

    @Override
    public long due() {
      return due;
    }

    @Override
    public void later() {
      due = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
      putOff.complete(true);
    }

    @Override
    public void beat() {
      throw new IllegalStateException("no sign");
    }
  }

  @Test
  void whateverIsThrownIsToldToTheCaller() throws IOException {
    var user = new User();
    var journal =
        Journal.open(
            directory,
            user,
            file -> {
              throw new AssertionError("no disk");
            });
    Journal.Job<Boolean> fails =
        () -> {
          throw new AssertionError("no job");
        };
    assertThatThrownBy(() -> journal.call(fails, false)).hasMessageContaining("no job");
    assertThatThrownBy(() -> journal.call(() -> 1, true)).hasMessageContaining("no disk");
    assertThat(journal.call(() -> 2, false)).isEqualTo(2);
    journal.leave(user);
    assertThatThrownBy(() -> journal.call(() -> 3, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the sweeper is closed");
  }

  @Test
  void aLockThatSomethingElseInThisProcessHasIsNamed() throws Exception {
    var user = new User();
    var lock = directory.resolve("lock");
    var other = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    other.lock();
    var journal = Journal.open(directory, user, JournalFile.Disk.REAL);
    assertThatThrownBy(() -> journal.call(() -> 1, false))
        .isInstanceOf(IOException.class)
        .hasMessage(lock + ": something else in this process has it locked");
    assertThat(user.putOff.get(30, TimeUnit.SECONDS)).isTrue();
    other.close();
    assertThat(journal.call(() -> 2, false)).isEqualTo(2);
    journal.leave(user);
  }

  /** The second job finds the file gone; the first one has been done. */
  @Test
  void onlyWhatHasNotBeenDoneFails() throws Exception {
    var user = new User();
    var journal = Journal.open(directory, user, JournalFile.Disk.REAL);
    var file = directory.resolve(JournalFile.NAME);
    var second = new CompletableFuture<Integer>();
    var caller =
        new Thread(() -> {
          try {
            second.complete(journal.call(() -> 2, false));
          } catch (IOException | RuntimeException e) {
            second.completeExceptionally(e);
          }
        });
    int first =
        journal.call(
            () -> {
              caller.start();
              while (caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait(); // it has asked when it waits for the answer
              }
              Files.delete(file);
              Files.createSymbolicLink(file, file);
              return 1;
            },
            true);
    assertThat(first).isEqualTo(1);
    assertThat(second).failsWithin(30, TimeUnit.SECONDS);
    journal.leave(user);
  }

  @Test
  void whoeverClosesAndWhateverElseIsGoingOnAllAreAnswered() throws Exception {
    var elements = IntStream.range(0, 2_000).<Object>mapToObj(i -> i).toList();
    Set<Object> done = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 40; round++) {
        var start = new CyclicBarrier(8);
        List<Callable<Boolean>> loops = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          var store = new DirectoryStore(directory, Elements.of(elements));
          for (int j = 0; j < 3; j++) {
            loops.add(() -> work(store, elements, done, start));
          }
          loops.add(() -> {
            start.await();
            store.close();
            return true;
          });
        }
        for (var loop : threads.invokeAll(loops)) {
          assertThat(loop.get()).isTrue();
        }
      }
    }
    try (var store = new DirectoryStore(directory, Elements.of(elements))) {
      var picture = store.picture();
      assertThat(picture.workers()).isEmpty();
      assertThat(store.counts().inProgress()).isZero();
      assertThat(picture.touched())
          .filteredOn(touched -> touched.state() == State.DONE)
          .extracting(touched -> elements.get(touched.index()))
          .containsAll(done);
    }
  }

  private static boolean work(
      DirectoryStore store, List<Object> elements, Set<Object> done, CyclicBarrier start)
      throws Exception {
    start.await();
    try {
      while (true) {
        var taken = store.take(1).stream().map(elements::get).toList();
        store.mark(Mark.as(State.DONE), taken);
        done.addAll(taken);
        if (taken.isEmpty()) {
          return true;
        }
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("the sweeper is closed");
      return true;
    }
  }
}
