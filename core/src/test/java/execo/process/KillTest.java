package execo.process;

import static org.assertj.core.api.Assertions.assertThat;

import execo.internal.os.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kills, timeouts, and what becomes of descendants. */
@Timeout(60)
class KillTest {
  private static final String STUBBORN = "trap '' TERM; echo ready; while :; do sleep 10; done";

  private static LocalProcess stubborn(String killTimeout) {
    var process = new LocalProcess(STUBBORN).shell().killTimeout(killTimeout).start();
    assertThat(process.expect("ready", "10s")).isPresent();
    return process;
  }

  private static long pidOf(ManagedProcess process, String name) {
    var match = process.expect(name + "=(\\d+)\n", "10s").orElseThrow();
    return Long.parseLong(match.group(1));
  }

  @Test
  void isKilledWithTerm() {
    var process = new LocalProcess("sleep 100").start();
    process.awaitStart(null);
    assertThat(process.kill()).isSameAs(process);
    process.await("10s");
    assertThat(process.exitCode()).isEqualTo(143);
    assertThat(process.signal()).isEqualTo(15);
    assertThat(process.killed()).isTrue();
    assertThat(process.forcedKill()).isFalse();
    assertThat(process.timedOut()).isFalse();
    assertThat(process.finishedOk()).isTrue();
  }

  @Test
  void isKilledDuringItsStart() {
    var processes = new ArrayList<LocalProcess>();
    for (var i = 0; i < 50; i++) {
      processes.add(new LocalProcess("sleep 100").start().kill());
    }
    for (var process : processes) {
      assertThat(process.await("20s").signal()).isEqualTo(15);
      assertThat(process.killed()).isTrue();
    }
  }

  @Test
  void isNotKilledBeforeTheStartOrAfterTheEnd() {
    var process = new LocalProcess("exit 3").shell().nologExitCode();
    assertThat(process.kill().killed()).isFalse();
    process.run();
    assertThat(process.kill(Signal.KILL).killed()).isFalse();
    assertThat(process.exitCode()).isEqualTo(3);
    assertThat(process.ok()).isFalse();
  }

  @Test
  void getsOtherSignalsWithoutEscalation() {
    var process =
        new LocalProcess("trap 'echo usr1' USR1; echo ready; while :; do sleep 0.02; done")
            .shell()
            .killSubprocesses(false)
            .killTimeout("10ms")
            .start();
    assertThat(process.expect("ready", "10s")).isPresent();
    process.kill(Signal.USR1);
    assertThat(process.expect("usr1", "10s")).isPresent();
    process.kill(Signal.USR1);
    assertThat(process.expect("usr1", "10s")).isPresent();
    assertThat(process.running()).isTrue();
    assertThat(process.forcedKill()).isFalse();
    process.kill(Signal.KILL).await("10s");
    assertThat(process.signal()).isEqualTo(9);
    assertThat(process.forcedKill()).isFalse();
  }

  @Test
  void escalatesToKill() {
    var process = stubborn("150ms");
    var before = System.nanoTime();
    process.kill().await("20s");
    assertThat(System.nanoTime() - before).isGreaterThan(Duration.ofMillis(150).toNanos());
    assertThat(process.signal()).isEqualTo(9);
    assertThat(process.exitCode()).isEqualTo(137);
    assertThat(process.killed()).isTrue();
    assertThat(process.forcedKill()).isTrue();
    assertThat(process.ok()).isTrue();
  }

  @Test
  void escalatesAfterTheTimeOfTheCallOrNever() {
    var process = stubborn("1h");
    process.kill(Signal.TERM, null);
    assertThat(process.await("200ms").running()).isTrue();
    process.kill(Signal.INT, Duration.ofMillis(1)).await("20s");
    assertThat(process.forcedKill()).isTrue();
  }

  @Test
  void aLateKillDoesNotWeakenAnEarlierOne() {
    var process = new LocalProcess(STUBBORN).shell().killTimeout("1h").start();
    process.kill(Signal.KILL).kill(Signal.TERM).await("20s");
    assertThat(process.signal()).isEqualTo(9);
  }

  @Test
  void killsDescendantsOfAShell() {
    var process =
        new LocalProcess("sleep 300 & echo child=$!; sleep 300 & echo other=$!; wait")
            .shell()
            .start();
    var child = pidOf(process, "child");
    var other = pidOf(process, "other");
    process.kill().await("10s");
    Await.gone(child);
    Await.gone(other);
  }

  @Test
  void leavesDescendantsAloneWhenTold() {
    var process =
        new LocalProcess("sleep 300 & echo child=$!; wait").shell().killSubprocesses(false).start();
    var child = pidOf(process, "child");
    process.kill().await("10s");
    assertThat(process.signal()).isEqualTo(15);
    assertThat(Await.runs(child)).isTrue();
    new LocalProcess("kill " + child).shell().run();
    Await.gone(child);
  }

  @Test
  void killsDescendantsThatIgnoreTermAndOutliveTheirParent() {
    var process =
        new LocalProcess(
                "(trap '' TERM; echo ready; while :; do sleep 10; done) & echo child=$!; wait")
            .shell()
            .killTimeout("300ms")
            .start();
    var child = pidOf(process, "child");
    assertThat(process.expect(Expectation.of("ready").timeout("10s"))).isNotNull();
    process.kill().await("10s");
    assertThat(process.signal()).isEqualTo(15);
    Await.gone(child);
  }

  /** Runs it with a timeout in which it says a word: a short one, unless this machine is busy. */
  private static LocalProcess timedOut(LocalProcess process, String word) {
    for (var timeout : List.of("300ms", "3s", "30s")) {
      process.reset().timeout(timeout).nologTimeout().run("50s");
      if (Pattern.compile(word).matcher(process.stdout()).find()) {
        break;
      }
    }
    return process;
  }

  @Test
  void timesOutWithItsWholeTree() {
    var process =
        timedOut(
            new LocalProcess(List.of("sh", "-c", "echo early; sleep 300 & echo child=$!; wait")),
            "child=\\d+\n");
    Await.gone(pidOf(process, "child"));
    assertThat(process.timedOut()).isTrue();
    assertThat(process.killed()).isTrue();
    assertThat(process.ok()).isFalse();
    assertThat(process.error()).isFalse();
    assertThat(process.stdout()).startsWith("early\n");
    var attempt = Objects.requireNonNull(process.attempt());
    assertThat(attempt.timeoutDate()).isAfter(attempt.start());
    assertThat(attempt.end()).isAfterOrEqualTo(attempt.timeoutDate());
  }

  @Test
  void timesOutThoughTermIsIgnored() {
    var process = timedOut(new LocalProcess(STUBBORN).shell().killTimeout("100ms"), "ready");
    assertThat(process.timedOut()).isTrue();
    assertThat(process.forcedKill()).isTrue();
    assertThat(process.signal()).isEqualTo(9);
  }

  @Test
  void isNotTimedOutWhenItEndsBefore() {
    var process = new LocalProcess("true").timeout("1h").run();
    assertThat(process.timedOut()).isFalse();
    assertThat(process.killed()).isFalse();
    assertThat(process.ok()).isTrue();
  }

  @Test
  void endsThoughAGrandchildHoldsItsPipes() {
    var before = System.nanoTime();
    var process = new LocalProcess("sleep 300 & echo child=$!; exit 4").shell().nologExitCode();
    process.run("50s");
    assertThat(process.exitCode()).isEqualTo(4);
    assertThat(System.nanoTime() - before).isLessThan(Duration.ofSeconds(30).toNanos());
    var attempt = Objects.requireNonNull(process.attempt());
    assertThat(attempt.stdoutError()).contains("holds it open");
    var child = pidOf(process, "child");
    new LocalProcess("kill " + child).shell().run();
    Await.gone(child);
  }

  @Test
  void closesByKillingAndWaiting() {
    long pid;
    LocalProcess process;
    try (var sleep = new LocalProcess("sleep 100").start()) {
      process = sleep;
      pid = Objects.requireNonNull(sleep.awaitStart(null).pid());
    }
    assertThat(process.ended()).isTrue();
    assertThat(process.killed()).isTrue();
    assertThat(Await.runs(pid)).isFalse();
    process.close();
  }

  @Test
  void closesWhatIgnoresTerm() {
    LocalProcess process;
    try (var stubborn = stubborn("100ms")) {
      process = stubborn;
    }
    assertThat(process.ended()).isTrue();
    assertThat(process.forcedKill()).isTrue();
  }
}
