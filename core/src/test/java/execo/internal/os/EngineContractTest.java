package execo.internal.os;

import static execo.spi.OutputStreamId.STDERR;
import static execo.spi.OutputStreamId.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.spi.Child;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine does. */
@ParameterizedClass
@ValueSource(strings = {"spawn", "jdk"})
class EngineContractTest {
  private static final Map<String, ProcessEngine> ENGINES = new HashMap<>();

  private final ProcessEngine engine;

  @TempDir Path directory;

  EngineContractTest(String name) {
    engine = ENGINES.computeIfAbsent(name, ProcessEngines::create);
  }

  private Recorder run(SpawnRequest request) {
    Recorder recorder = new Recorder();
    engine.spawn(request, recorder);
    return recorder;
  }

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
    engine.spawn(
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
  void saysThatAProgramIsNotInThePath() {
    assertThat(run(Requests.with("PATH", "/bin:/none", "no-such-program")).failure())
        .isEqualTo("cannot start no-such-program: there is no such program in PATH (/bin:/none)");
  }

  @Test
  void saysThatAFileDoesNotExist() {
    Recorder recorder = run(Requests.command("/nonexistent/program"));
    assertThat(recorder.failure())
        .isEqualTo(
            "cannot start /nonexistent/program: the file /nonexistent/program does not exist");
    assertThat(recorder.calls()).containsExactly("failed");
  }

  @Test
  void saysThatTheDirectoryDoesNotExist() {
    assertThat(run(Requests.in(directory.resolve("none"), "true")).failure())
        .contains("working directory " + directory.resolve("none") + " does not exist");
  }

  @Test
  void saysThatTheDirectoryIsAFile() throws IOException {
    Path file = script(directory.resolve("file"), "x");
    assertThat(run(Requests.in(file, "/bin/true")).failure())
        .contains("working directory " + file + " is not a directory");
  }

  @Test
  void saysThatTheInterpreterDoesNotExist() throws IOException {
    Path program = script(directory.resolve("lost"), "#!/none/interpreter -x\n");
    assertThat(run(Requests.command(program.toString())).failure())
        .contains("its interpreter /none/interpreter (first line of " + program + ")");
  }

  @Test
  void saysThatAFileIsNotExecutable() throws IOException {
    Path file = Files.writeString(directory.resolve("plain"), "#!/bin/sh\n");
    assertThat(run(Requests.command(file.toString())).failure())
        .contains(file + " is not executable");
  }

  @Test
  void saysThatAProgramIsADirectory() {
    assertThat(run(Requests.command(directory.toString())).failure())
        .contains(directory + " is a directory");
  }

  @Test
  void saysWhichArgumentIsTooLong() {
    assertThat(run(Requests.command("echo", "x".repeat(128 * 1024))).failure())
        .contains("argument 1 has 131072 bytes, the limit for one is 131071");
    Recorder recorder = run(Requests.command("echo", "x".repeat(128 * 1024 - 1)));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).hasSize(128 * 1024);
  }

  @Test
  void saysThatAllArgumentsTogetherAreTooLong() {
    List<String> argv = new ArrayList<>(List.of("true"));
    for (int i = 0; i < 100; i++) {
      argv.add("x".repeat(100_000));
    }
    assertThat(run(Requests.command(argv.toArray(String[]::new))).failure())
        .contains("arguments and environment have 10");
  }

  @Test
  void refusesNul() {
    assertThat(run(Requests.command("echo", "a\0b")).failure()).startsWith("cannot start echo: ");
  }

  @Test
  void feedsStdin() {
    Recorder recorder = new Recorder();
    Child child = engine.spawn(Requests.withStdin("cat"), recorder);
    Recorder.await(child.write("one ".getBytes(StandardCharsets.UTF_8)));
    recorder.stdoutWhen("one "::equals);
    var _ = child.write("two".getBytes(StandardCharsets.UTF_8));
    var _ = child.write(new byte[0]);
    child.closeStdin();
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo("one two");
  }

  @Test
  void feedsMoreThanAPipeHolds() {
    Recorder recorder = new Recorder();
    Child child = engine.spawn(Requests.withStdin("wc", "-c"), recorder);
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      writes.add(child.write(new byte[1_000_000]));
    }
    child.closeStdin();
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout().strip()).isEqualTo("10000000");
    assertThat(writes).allMatch(write -> write.isDone() && !write.isCompletedExceptionally());
  }

  @Test
  void failsWritesThatNobodyTakes() {
    Recorder recorder = new Recorder();
    Child child =
        engine.spawn(Requests.withStdin("sh", "-c", "exec <&-; echo closed; sleep 60"), recorder);
    recorder.stdoutWhen("closed\n"::equals);
    assertFails(child.write(new byte[10]));
    assertFails(child.write(new byte[10]));
    assertThat(child.signal(9)).isTrue();
    assertThat(recorder.status().signal()).isEqualTo(9);
  }

  @Test
  void leavesNoWriteOpenAtTheEnd() {
    Recorder recorder = new Recorder();
    Child child = engine.spawn(Requests.withStdin("sleep", "60"), recorder);
    recorder.pid();
    var write = child.write(new byte[1_000_000]);
    child.signal(9);
    recorder.status();
    assertFails(write);
    assertFails(child.write(new byte[1]));
  }

  @Test
  void refusesWritesWithoutStdinOrAfterClosing() {
    Recorder recorder = new Recorder();
    assertFails(engine.spawn(Requests.command("true"), recorder).write(new byte[1]));
    recorder.status();
    Recorder second = new Recorder();
    Child child = engine.spawn(Requests.withStdin("cat"), second);
    child.closeStdin();
    assertFails(child.write(new byte[1]));
    second.status();
  }

  @Test
  void failsWritesToWhatCannotStart() {
    Recorder recorder = new Recorder();
    Child child = engine.spawn(Requests.withStdin("/nonexistent"), recorder);
    assertFails(child.write(new byte[1]));
    assertThat(recorder.failure()).contains("/nonexistent");
  }

  private static void assertFails(CompletableFuture<?> write) {
    assertThatThrownBy(() -> write.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void hangsUp() {
    Recorder recorder = new Recorder();
    Child child = engine.spawn(Requests.withStdin("cat"), recorder);
    recorder.pid();
    child.hangUp();
    assertThat(recorder.status().code()).isZero();
    assertFails(child.write(new byte[1]));
  }

  @Test
  void signalsTheChildAlone() {
    Recorder recorder = new Recorder();
    Child child =
        engine.spawn(
            Requests.shell(
                "trap 'echo usr1; exit 7' USR1; echo ready; while :; do sleep 0.05; done"),
            recorder);
    recorder.stdoutWhen("ready\n"::equals);
    assertThat(child.signal(10)).isTrue();
    assertThat(recorder.status()).isEqualTo(ExitStatus.exited(7));
    assertThat(recorder.stdout()).isEqualTo("ready\nusr1\n");
  }

  @Test
  void isHarmlessAfterTheEnd() {
    Recorder recorder = new Recorder();
    Child child = engine.spawn(Requests.command("true"), recorder);
    recorder.status();
    assertThat(child.signal(9)).isFalse();
    assertThat(child.signalTree(9)).isFalse();
    child.closeStdin();
    child.hangUp();
    child.pauseReading();
    child.resumeReading();
    assertThat(recorder.calls()).hasSize(4);
  }

  @Test
  void killsWhatIgnoresTerm() {
    Recorder recorder = new Recorder();
    Child child =
        engine.spawn(
            Requests.shell("trap '' TERM; echo ready; while :; do sleep 1; done"), recorder);
    recorder.stdoutWhen("ready\n"::equals);
    assertThat(child.signalTree(15)).isTrue();
    assertThat(recorder.ended).isNotDone();
    assertThat(child.signalTree(9)).isTrue();
    assertThat(recorder.status()).isEqualTo(ExitStatus.signalled(9));
  }

  @Test
  void signalsTheTree() {
    Recorder recorder = new Recorder();
    Child child =
        engine.spawn(
            Requests.shell("sleep 61 & echo $!; (sleep 62 & echo $!; wait) & wait"), recorder);
    long[] pids = pids(recorder, 2);
    assertThat(child.signalTree(15)).isTrue();
    assertThat(recorder.status().signal()).isEqualTo(15);
    Await.gone(pids[0]);
    Await.gone(pids[1]);
  }

  /** The process numbers that a child prints, once it has printed so many. */
  private static long[] pids(Recorder recorder, int count) {
    String text = recorder.stdoutWhen(out -> out.chars().filter(c -> c == '\n').count() >= count);
    return text.lines().mapToLong(Long::parseLong).toArray();
  }

  @Test
  void reachesSurvivorsOfTheTreeLater() {
    Recorder recorder = new Recorder();
    // A session of its own that ignores TERM: only who was found in the tree before knows of it.
    Child child =
        engine.spawn(
            Requests.shell("setsid sh -c 'trap \"\" TERM; echo $$; exec sleep 63' & wait"),
            recorder);
    long survivor = pids(recorder, 1)[0];
    assertThat(child.signalTree(15)).isTrue();
    assertThat(recorder.status().signal()).isEqualTo(15);
    assertThat(Await.runs(survivor)).isTrue();
    assertThat(child.signalTree(9)).isTrue();
    Await.gone(survivor);
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
    self.complete(engine.spawn(Requests.shell("head -c 1000000 /dev/zero"), recorder));
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
    Child child = engine.spawn(Requests.shell("sleep 64 & echo $$; echo $! >&2"), recorder);
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
    engine.spawn(Requests.shell("echo x; sleep 65"), broken);
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
      engine.spawn(Requests.shell("echo " + code + "; exit " + code), recorder);
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
