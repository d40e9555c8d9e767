package execo.internal.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import execo.internal.os.Await;
import execo.internal.os.ProcessEngine;
import execo.internal.os.Recorder;
import execo.internal.os.Requests;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many children, much output. */
class ScaleTest {
  private static final ProcessEngine ENGINE = new SpawnEngine();

  private static int descriptors() {
    String[] names = new File("/proc/self/fd").list();
    return names == null ? -1 : names.length;
  }

  /** Counts ends and what is not as it should be. */
  private static class Counter implements ChildListener {
    final CountDownLatch started;
    final CountDownLatch ended;
    final AtomicInteger wrong = new AtomicInteger();

    Counter(int children) {
      started = new CountDownLatch(children);
      ended = new CountDownLatch(children);
    }

    @Override
    public void started(long pid) {
      started.countDown();
    }

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {
      wrong.incrementAndGet();
    }

    @Override
    public void streamEnded(OutputStreamId stream, @Nullable String error) {
      if (error != null) {
        wrong.incrementAndGet();
      }
    }

    @Override
    public void ended(ExitStatus status) {
      ended.countDown();
    }

    @Override
    public void failed(String reason) {
      wrong.incrementAndGet();
      started.countDown();
      ended.countDown();
    }
  }

  @Test
  void keepsNoDescriptorOfFiveThousandChildren() throws InterruptedException {
    Recorder first = new Recorder();
    ENGINE.spawn(Requests.command("/bin/true"), first);
    first.status();
    int before = descriptors();
    Semaphore inFlight = new Semaphore(64);
    Counter counter =
        new Counter(5000) {
          @Override
          public void ended(ExitStatus status) {
            super.ended(status);
            if (status.code() != 0) {
              wrong.incrementAndGet();
            }
            inFlight.release();
          }
        };
    for (int i = 0; i < 5000; i++) {
      inFlight.acquire();
      ENGINE.spawn(Requests.command("/bin/true"), counter);
    }
    assertThat(counter.ended.await(120, TimeUnit.SECONDS)).isTrue();
    assertThat(counter.wrong).hasValue(0);
    assertThat(descriptors()).isBetween(1, before + 5);
  }

  @Test
  void killsTwoThousandTreesAtOnce() throws InterruptedException {
    int count = 2000;
    int threads = Thread.activeCount();
    Counter counter = new Counter(count);
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(ENGINE.spawn(Requests.command("sleep", "73"), counter));
    }
    assertThat(counter.started.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Thread.activeCount()).isLessThan(threads + 10);
    for (Child child : children) {
      assertThat(child.signalTree(15)).isTrue();
    }
    assertThat(counter.ended.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(counter.wrong).hasValue(0);
  }

  @Test
  void keepsAnEndlessWriterWithinThePace() throws InterruptedException {
    // 64 MiB for a reader that lets nothing in while it has 256 KiB to digest.
    long total = 64L * 1024 * 1024;
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    AtomicLong seen = new AtomicLong();
    CompletableFuture<Child> self = new CompletableFuture<>();
    Semaphore full = new Semaphore(0);
    Recorder recorder =
        new Recorder() {
          @Override
          public void output(OutputStreamId stream, byte[] bytes) {
            seen.addAndGet(bytes.length);
            long now = held.addAndGet(bytes.length);
            most.accumulateAndGet(now, Math::max);
            if (now >= 256 * 1024) {
              self.join().pauseReading();
              full.release();
            }
          }
        };
    self.complete(ENGINE.spawn(Requests.command("head", "-c", "" + total, "/dev/zero"), recorder));
    while (!recorder.ended.isDone()) {
      if (full.tryAcquire(10, TimeUnit.MILLISECONDS)) {
        held.set(0);
        self.join().resumeReading();
      }
    }
    assertThat(recorder.status().code()).isZero();
    assertThat(seen).hasValue(total);
    assertThat(most.get()).isLessThanOrEqualTo(256 * 1024 + EventLoop.BUFFER);
  }

  @Test
  void servesOthersBesideAnEndlessWriter() {
    Recorder loud =
        new Recorder() {
          @Override
          public void output(OutputStreamId stream, byte[] bytes) {}
        };
    Child writer = ENGINE.spawn(Requests.command("cat", "/dev/zero"), loud);
    loud.pid();
    for (int i = 0; i < 20; i++) {
      Recorder quiet = new Recorder();
      ENGINE.spawn(Requests.command("echo", "here"), quiet);
      assertThat(quiet.status().code()).isZero();
      assertThat(quiet.stdout()).isEqualTo("here\n");
    }
    assertThat(writer.signal(9)).isTrue();
    assertThat(loud.status().signal()).isEqualTo(9);
    Await.gone(loud.pid());
  }
}
