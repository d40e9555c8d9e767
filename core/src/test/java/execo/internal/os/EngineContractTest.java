package execo.internal.os;

import static execo.spi.OutputStreamId.STDERR;
import static execo.spi.OutputStreamId.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;

import execo.spi.Child;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a child gets, and what is told of it. */
class EngineContractTest extends EngineContract {
  @TempDir Path directory;

  @Test
  void tellsOutputAndExitCodeInOrder() {
    Recorder recorder = run(Requests.shell("echo out; echo err >&2; exit 3"));
    assertThat(recorder.status()).isEqualTo(ExitStatus.exited(3));
    assertThat(recorder.stdout()).isEqualTo("out\n");
    assertThat(recorder.stderr()).isEqualTo("err\n");
    assertThat(recorder.calls()).startsWith("started").endsWith("ended");
    assertThat(recorder.calls())
        .containsSubsequence("output STDOUT", "end STDOUT")
        .containsSubsequence("output STDERR", "end STDERR")
        .hasSize(6);
    assertThat(recorder.error(STDOUT)).isNull();
    assertThat(recorder.error(STDERR)).isNull();
  }

  @Test
  void tellsTheSignalThatEndedAChild() {
    Recorder recorder = run(Requests.shell("kill -9 $$"));
    assertThat(recorder.status()).isEqualTo(new ExitStatus(137, 9));
  }

  @Test
  void searchesThePathOfTheChild() throws IOException {
    Path program = script(directory.resolve("only-here"), "#!/bin/sh\necho found\n");
    assertThat(program).isExecutable();
    Recorder recorder =
        run(Requests.with("PATH", "/nonexistent:" + directory + ":/bin", "only-here"));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo("found\n");
  }

  @Test
  void skipsDirectoriesInThePath() throws IOException {
    Path first = Files.createDirectories(directory.resolve("first/tool"));
    Path second = Files.createDirectory(directory.resolve("second"));
    script(second.resolve("tool"), "#!/bin/sh\necho second\n");
    Recorder recorder =
        run(Requests.with("PATH", first.getParent() + ":" + second + ":/bin", "tool"));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo("second\n");
  }

  @Test
  void resolvesARelativeProgramInItsDirectory() throws IOException {
    script(directory.resolve("here.sh"), "#!/bin/sh\npwd -P\n");
    Recorder recorder = run(Requests.in(directory, "./here.sh"));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo(directory.toRealPath() + "\n");
  }

  @Test
  void givesTheChildItsEnvironmentOnly() {
    Recorder recorder = new Recorder();
    engine()
        .spawn(
            new SpawnRequest(
                List.of("/usr/bin/env"), Map.of("ONE", "1 é", "EMPTY", ""), null, false, false),
            recorder);
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout().lines()).containsExactlyInAnyOrder("ONE=1 é", "EMPTY=");
  }

  @Test
  void hasAnEmptyStdinUnlessAskedFor() {
    Recorder recorder = run(Requests.shell("cat; readlink /proc/self/fd/0"));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo("/dev/null\n");
  }

  @Test
  void inheritsNoDescriptors() throws IOException {
    try (var _ = Files.newByteChannel(script(directory.resolve("open"), "x"))) {
      Recorder recorder = run(Requests.command("ls", "/proc/self/fd"));
      assertThat(recorder.status().code()).isZero();
      // The fourth is the directory that ls reads.
      assertThat(recorder.stdout().lines()).containsExactly("0", "1", "2", "3");
    }
  }

  @Test
  void losesNothingBeforeTheEnd() {
    Recorder recorder =
        run(Requests.shell("head -c 3000000 /dev/zero; head -c 100000 /dev/zero >&2"));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.bytes(STDOUT)).hasSize(3_000_000);
    assertThat(recorder.bytes(STDERR)).hasSize(100_000);
  }

  @Test
  void waitsABoundedTimeForAGrandchildThatHoldsThePipe() {
    Recorder recorder = run(Requests.shell("sleep 64 & echo $!"));
    long start = System.nanoTime();
    assertThat(recorder.status().code()).isZero();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(40));
    assertThat(recorder.stdout()).isNotEmpty();
    assertThat(recorder.calls()).endsWith("ended");
    ProcessHandle.of(Long.parseLong(recorder.stdout().strip())).orElseThrow().destroy();
  }

  @Test
  void stopsReadingWhilePaused() {
    AtomicLong seen = new AtomicLong();
    CompletableFuture<Child> self = new CompletableFuture<>();
    CompletableFuture<?> first = new CompletableFuture<>();
    Recorder recorder =
        new Recorder() {
          @Override
          public void output(OutputStreamId stream, byte[] bytes) {
            seen.addAndGet(bytes.length);
            self.join().pauseReading();
            first.complete(null);
          }
        };
    self.complete(engine().spawn(Requests.shell("head -c 1000000 /dev/zero"), recorder));
    Recorder.await(first);
    // Each read pauses, so that each resume lets one through.
    for (long last = 0; last < 1_000_000; ) {
      long before = last;
      Await.until("more output than " + before, () -> seen.get() > before);
      last = seen.get();
      assertThat(recorder.ended).isNotDone();
      self.join().resumeReading();
    }
    assertThat(recorder.status().code()).isZero();
    assertThat(seen).hasValue(1_000_000);
  }

  @Test
  void keepsForASlowReaderWhatTheChildLeft() {
    CompletableFuture<Child> self = new CompletableFuture<>();
    Recorder recorder = new Recorder();
    Child child = engine().spawn(Requests.shell("sleep 64 & echo $$; echo $! >&2"), recorder);
    child.pauseReading();
    self.complete(child);
    long pid = recorder.pid();
    Await.until("reaped", () -> !Files.exists(Path.of("/proc/" + pid)));
    child.resumeReading();
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo(pid + "\n");
    ProcessHandle.of(Long.parseLong(recorder.stderr().strip())).orElseThrow().destroy();
  }

  @Test
  void survivesAListenerThatThrows() {
    Recorder broken =
        new Recorder() {
          @Override
          public void output(OutputStreamId stream, byte[] bytes) {
            throw new IllegalStateException("cannot take it");
          }
        };
    engine().spawn(Requests.shell("echo x; sleep 65"), broken);
    Recorder other = run(Requests.command("echo", "fine"));
    assertThat(broken.status().signal()).isEqualTo(9);
    assertThat(broken.error(STDOUT)).contains("cannot take it");
    assertThat(other.status().code()).isZero();
    assertThat(run(Requests.command("echo", "fine")).status().code()).isZero();
  }

  @Test
  void runsManyOneAfterTheOther() throws InterruptedException {
    Semaphore inFlight = new Semaphore(32);
    AtomicLong wrong = new AtomicLong();
    for (int i = 0; i < 300; i++) {
      inFlight.acquire();
      int code = i % 256;
      Recorder recorder =
          new Recorder() {
            @Override
            public void ended(ExitStatus status) {
              super.ended(status);
              if (status.code() != code || !stdout().equals(code + "\n")) {
                wrong.incrementAndGet();
              }
              inFlight.release();
            }
          };
      engine().spawn(Requests.shell("echo " + code + "; exit " + code), recorder);
    }
    assertThat(inFlight.tryAcquire(32, 60, TimeUnit.SECONDS)).isTrue();
    assertThat(wrong).hasValue(0);
  }

  private static Path script(Path path, String text) throws IOException {
    Files.writeString(path, text);
    assertThat(path.toFile().setExecutable(true)).isTrue();
    return path;
  }
}
