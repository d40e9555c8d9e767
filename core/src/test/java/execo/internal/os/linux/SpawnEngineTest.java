package execo.internal.os.linux;

import static execo.spi.OutputStreamId.STDERR;
import static execo.spi.OutputStreamId.STDOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.internal.os.Await;
import execo.internal.os.ProcessEngine;
import execo.internal.os.Recorder;
import execo.internal.os.Requests;
import execo.internal.os.SpawnRequest;
import execo.spi.Child;
import execo.spi.ExitStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine for Linux does beyond the contract. */
class SpawnEngineTest {
  private static final ProcessEngine ENGINE = new SpawnEngine();

  @TempDir Path directory;

  private static Recorder run(SpawnRequest request) {
    Recorder recorder = new Recorder();
    ENGINE.spawn(request, recorder);
    return recorder;
  }

  @Test
  void givesEachChildASessionOfItsOwn() {
    Recorder recorder = run(Requests.command("cat", "/proc/self/stat"));
    assertThat(recorder.status().code()).isZero();
    List<String> fields = List.of(recorder.stdout().split(" ", -1));
    String pid = Long.toString(recorder.pid());
    assertThat(fields.get(0)).isEqualTo(pid);
    assertThat(fields.get(4)).as("group").isEqualTo(pid);
    assertThat(fields.get(5)).as("session").isEqualTo(pid);
    assertThat(fields.get(6)).as("terminal").isEqualTo("0");
  }

  @Test
  void blocksNoSignalAndKeepsOnlyHangUpIgnored() {
    Recorder plain = run(Requests.command("grep", "^Sig[BI]", "/proc/self/status"));
    assertThat(plain.status().code()).isZero();
    assertThat(plain.stdout().lines())
        .contains("SigBlk:\t0000000000000000")
        // The C library leaves its own two, 32 and 33, ignored.
        .anyMatch(line -> line.matches("SigIgn:\\t0000000[01]8000000[01]"));
  }

  @Test
  void refusesAScriptWithoutInterpreterLine() throws IOException {
    Path file = Files.writeString(directory.resolve("plain"), "echo hello\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    assertThat(run(Requests.command(file.toString())).failure())
        .isEqualTo(
            "cannot start "
                + file
                + ": it is neither a program of this machine nor a script that begins with #!");
  }

  @Test
  void leavesNoZombieAfterFailedStarts() {
    long self = ProcessHandle.current().pid();
    for (int i = 0; i < 50; i++) {
      run(Requests.command("/nonexistent")).failure();
    }
    assertThat(ProcessTable.read())
        .filteredOn(entry -> entry.parent() == self)
        .noneMatch(entry -> !Await.runs(entry.pid()));
  }

  @Test
  void startsAProgramThatWasJustWritten() throws IOException {
    for (int i = 0; i < 50; i++) {
      Path file = Files.writeString(directory.resolve("tool" + i), "#!/bin/sh\nexit 4\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
      Recorder first = run(Requests.command(file.toString()));
      Recorder second = run(Requests.command(file.toString()));
      assertThat(first.status().code()).isEqualTo(4);
      assertThat(second.status().code()).isEqualTo(4);
    }
  }

  @Test
  void tellsThatAStreamWasHeldOpen() {
    Recorder recorder = run(Requests.shell("sleep 66 2>/dev/null & echo $!"));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.error(STDOUT)).isEqualTo("another process still holds it open");
    assertThat(recorder.error(STDERR)).isNull();
    ProcessHandle.of(Long.parseLong(recorder.stdout().strip())).orElseThrow().destroy();
  }

  @Test
  void endsAlthoughAGrandchildWritesWithoutEnd() {
    Recorder recorder = run(Requests.shell("(while :; do echo x; done) & echo $! >&2"));
    long start = System.nanoTime();
    assertThat(recorder.status().code()).isZero();
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
    assertThat(recorder.error(STDOUT)).isEqualTo("another process still holds it open");
  }

  @Test
  void doesNotSpinWhileAnEndedChildIsPaused() throws IOException {
    Recorder recorder = new Recorder();
    Child child = ENGINE.spawn(Requests.shell("sleep 0.2; echo left"), recorder);
    child.pauseReading();
    long pid = recorder.pid();
    Await.until("reaped", () -> !Files.exists(Path.of("/proc/" + pid)));
    long before = loopTime();
    Recorder other = run(Requests.command("sleep", "0.5"));
    assertThat(other.status().code()).isZero();
    assertThat(loopTime() - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(250));
    assertThat(recorder.ended).isNotDone();
    child.resumeReading();
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo("left\n");
  }

  /** The processor time of all loops, in ns. */
  private static long loopTime() {
    var threads = ManagementFactory.getThreadMXBean();
    long time = 0;
    for (var thread : threads.dumpAllThreads(false, false)) {
      if (thread.getThreadName().equals("execo-children")) {
        time += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return time;
  }

  @Test
  void takesWhatAGrandchildWritesSoonAfter() {
    Recorder recorder =
        run(
            Requests.shell(
                "(while kill -0 $$; do sleep 0.01; done 2>/dev/null; echo late) & echo early"));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo("early\nlate\n");
    assertThat(recorder.error(STDOUT)).isNull();
  }

  @Test
  void reachesJobsInGroupsOfTheirOwn() {
    Recorder recorder = new Recorder();
    Child child =
        ENGINE.spawn(
            Requests.shell(
                "set -m; sleep 67 & echo $!; (sleep 68 & echo $!) ; setsid sh -c 'echo $$; exec sleep"
                    + " 69' & wait"),
            recorder);
    String text = recorder.stdoutWhen(out -> out.lines().count() == 3);
    child.signalTree(9);
    assertThat(recorder.status().signal()).isEqualTo(9);
    text.lines().forEach(pid -> Await.gone(Long.parseLong(pid)));
  }

  @Test
  void signalsEachMemberOnce() {
    Recorder recorder = new Recorder();
    Child child =
        ENGINE.spawn(
            Requests.shell(
                "trap 'echo parent' USR1;"
                    + " sh -c 'trap \"echo child\" USR1; echo ready; while :; do sleep 0.02; done' &"
                    + " while :; do sleep 0.02; done"),
            recorder);
    recorder.stdoutWhen("ready\n"::equals);
    // The loops' own sleeps are members too and end by the signal; the shells say so on stderr.
    assertThat(child.signalTree(10)).isTrue();
    recorder.stdoutWhen(out -> out.contains("parent") && out.contains("child"));
    assertThat(child.signalTree(9)).isTrue();
    recorder.status();
    assertThat(recorder.stdout().lines()).containsExactlyInAnyOrder("ready", "parent", "child");
  }

  @Test
  void givesATerminal() {
    Recorder recorder =
        run(
            Requests.terminal(
                "test -t 0 && test -t 1 && ! test -t 2 && stty size && echo x >/dev/tty; echo e"
                    + " >&2"));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo("24 80\r\nx\r\n");
    assertThat(recorder.stderr()).isEqualTo("e\n");
    assertThat(recorder.error(STDOUT)).isNull();
  }

  @Test
  void losesNothingOfATerminal() {
    Recorder recorder = run(Requests.terminal("stty -opost; head -c 300000 /dev/zero"));
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.bytes(STDOUT)).hasSize(300_000);
  }

  @Test
  void endsTheInputOfATerminal() {
    for (String input : List.of("line\n", "part", "")) {
      Recorder recorder = new Recorder();
      Child child = ENGINE.spawn(Requests.terminal("stty -echo; echo ready; cat"), recorder);
      recorder.stdoutWhen("ready\r\n"::equals);
      var write = child.write(input.getBytes(StandardCharsets.UTF_8));
      child.closeStdin();
      assertThat(recorder.status().code()).isZero();
      Recorder.await(write);
      assertThat(recorder.stdout()).isEqualTo("ready\r\n" + input.replace("\n", "\r\n"));
    }
  }

  @Test
  void interruptsThroughATerminal() {
    Recorder recorder = new Recorder();
    Child child = ENGINE.spawn(Requests.terminal("echo ready; exec sleep 70"), recorder);
    recorder.stdoutWhen(out -> out.endsWith("ready\r\n"));
    Recorder.await(child.write(new byte[] {3}));
    assertThat(recorder.status()).isEqualTo(ExitStatus.signalled(2));
  }

  @Test
  void hangsUpATerminal() {
    Recorder recorder = new Recorder();
    Child child = ENGINE.spawn(Requests.terminal("echo ready; exec sleep 70"), recorder);
    recorder.stdoutWhen(out -> out.endsWith("ready\r\n"));
    child.hangUp();
    assertThat(recorder.status()).isEqualTo(ExitStatus.signalled(1));
    assertThatThrownBy(() -> child.write(new byte[1]).get(30, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void endsATerminalThatAGrandchildHolds() {
    Recorder recorder = run(Requests.terminal("trap '' HUP; sleep 66 2>/dev/null & echo $!"));
    assertThat(recorder.status().code()).isZero();
    String pid = recorder.stdout().strip();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy);
  }

  @Test
  void endsATerminalThatIsReadOnlyAfterTheEnd() {
    Recorder recorder = new Recorder();
    var script = "trap '' HUP; sleep 66 2>/dev/null & echo $!";
    Child child = ENGINE.spawn(Requests.terminal(script), recorder);
    child.pauseReading();
    ProcessHandle.of(recorder.pid()).ifPresent(process -> process.onExit().join());
    child.resumeReading();
    assertThat(recorder.status().code()).isZero();
    String pid = recorder.stdout().strip();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroy);
  }

  @Test
  void takesRequestsBeforeTheStart() {
    Recorder recorder = new Recorder();
    CompletableFuture<?> write;
    Child child = ENGINE.spawn(Requests.withStdin("cat"), recorder);
    child.pauseReading();
    write = child.write("early".getBytes(StandardCharsets.UTF_8));
    child.closeStdin();
    recorder.pid();
    Recorder.await(write);
    child.resumeReading();
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo("early");
  }
}
