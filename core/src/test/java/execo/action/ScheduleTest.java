package execo.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import execo.process.ManagedProcess;
import execo.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Windows, limits of failures, and what is cancelled. */
@Timeout(60)
class ScheduleTest {
  private final ScriptedHosts hosts = new ScriptedHosts();

  private static void until(CompletableFuture<?> future) throws Exception {
    future.get(20, TimeUnit.SECONDS);
  }

  // ---- the window

  @Test
  void startsTheNextWhenOneHasEnded() throws Exception {
    var action = new Scripted(hosts, "a", "b", "c", "d").window(2).start();
    var a = hosts.next();
    var b = hosts.next();
    var c = action.processes().get(2);
    assertThat(List.of(a.host, b.host)).containsExactly("a", "b");
    assertThat(c.started()).isFalse();
    assertThat(c.ended()).isFalse();
    assertThat(c.attempt()).isNull();
    assertThat(c.ok()).isTrue();
    b.exit(2);
    assertThat(hosts.next().host).isEqualTo("c");
    assertThat(hosts.hasNext()).isFalse();
    a.exit(1);
    hosts.next().exit(4);
    assertThat(action.ended()).isFalse();
    assertThat(c.await("10ms").ended()).isFalse();
    action.cancel(ScriptedHosts.named("c"));
    until(action.whenEnded());
    assertThat(action.codes()).containsExactly(1, 2, 143, 4);
    assertThat(action.stats().started()).isEqualTo(4);
    assertThat(action.waves).containsExactly(2, 1, 1);
    assertThat(hosts.mostRunning).hasValue(2);
  }

  @Test
  void keepsToTheWindowWithManyThatEndAtOnce() throws Exception {
    try (var quick = new ScriptedHosts(command -> command.exit(0))) {
      var action = Scripted.onMany(quick, 10_000).window(50).start();
      until(action.whenEnded());
      assertThat(action.stats().finishedOk()).isEqualTo(10_000);
      assertThat(quick.mostRunning.get()).isLessThanOrEqualTo(50);
    }
  }

  @Test
  void startsAllAtOnceWithoutAWindow() throws Exception {
    try (var quick = new ScriptedHosts(command -> command.exit(0))) {
      var action = Scripted.onMany(quick, 10_000).run();
      assertThat(action.stats().finishedOk()).isEqualTo(10_000);
      assertThat(action.waves).containsExactly(10_000);
    }
  }

  @Test
  void takesWhatIsWrittenToThoseThatStandInLine() throws Exception {
    var action = new Scripted(hosts, "a", "b").openStdin().window(1).start();
    action.println("one").println("two").closeStdin();
    var a = hosts.next();
    a.exit(0);
    var b = hosts.next();
    b.exit(0);
    until(action.whenEnded());
    assertThat(a.input).containsExactly("one\n", "two\n", "<end>");
    assertThat(b.input).containsExactly("one\n", "two\n", "<end>");
    assertThat(action.ok()).isTrue();
  }

  @Test
  void expectsOfThoseThatStandInLine() throws Exception {
    var action = new Scripted(hosts, "a", "b", "c").window(1).start();
    var found = CompletableFuture.supplyAsync(() -> action.expect("ready", "20s"));
    for (var i = 0; i < 2; i++) {
      var command = hosts.next();
      command.print("ready\n");
      command.exit(0);
    }
    hosts.next();
    action.kill();
    assertThat(found.get(20, TimeUnit.SECONDS))
        .extracting(match -> match.map(m -> String.valueOf(m.process().host())).orElse("none"))
        .containsExactly("a", "b", "none");
  }

  @Test
  void doesNotExpectLongerThanItShould() throws Exception {
    var action = new Scripted(hosts, "a", "b").window(1).start();
    hosts.next();
    assertThat(action.processes().get(1).expect("ready", "20ms")).isEmpty();
    assertThat(action.processes().get(1).expectFailed()).isFalse();
    action.close();
    assertThat(action.ended()).isTrue();
  }

  @Test
  void isKilledWithThoseThatStandInLine() throws Exception {
    var action = new Scripted(hosts, "a", "b", "c").window(1).start();
    hosts.next();
    var b = action.processes().get(1);
    var end = b.whenEnded();
    action.kill(Signal.USR1);
    action.kill();
    until(action.whenEnded());
    until(end);
    assertThat(b.cancelled()).isTrue();
    assertThat(b.started()).isFalse();
    assertThat(b.ended()).isFalse();
    assertThat(b.await().attempts()).isEmpty();
    assertThat(b.start().started()).isFalse();
    assertThat(hosts.starts).hasValue(1);
    assertThat(action.stats().end()).isNotNull();
  }

  @Test
  void canBeResetAndStartedAgain() throws Exception {
    var action = new Scripted(hosts, "a", "b").window(1).start();
    hosts.next();
    action.reset();
    assertThat(action.processes().get(1).cancelled()).isFalse();
    action.start();
    hosts.next().exit(0);
    hosts.next().exit(0);
    until(action.whenEnded());
    assertThat(action.stats().finishedOk()).isEqualTo(2);
  }

  // ---- failures

  @Test
  void stopsAtTheFirstFailure() throws Exception {
    var action = new Scripted(hosts, "a", "b", "c").window(2).failFast().start();
    var a = hosts.next();
    hosts.next();
    a.exit(1);
    until(action.whenEnded());
    assertThat(action.codes()).containsExactly(1, 143, null);
    assertThat(action.processes().get(1).killed()).isTrue();
    assertThat(action.processes().get(2).cancelled()).isTrue();
    assertThat(Actions.filterBadHosts(action, ScriptedHosts.named("a", "b", "c")))
        .isEqualTo(ScriptedHosts.named("b"));
    assertThat(action.ok()).isFalse();
  }

  @Test
  void countsOnlyFinalFailures() throws Exception {
    var action = new Scripted(hosts, "a", "b", "c").retries(1, "0s").failFast().start();
    var a = hosts.next();
    var b = hosts.next();
    hosts.next();
    a.exit(1);
    hosts.next().exit(0);
    until(action.processes().getFirst().whenEnded());
    assertThat(action.ended()).isFalse();
    b.exit(1);
    hosts.next().exit(2);
    until(action.whenEnded());
    assertThat(action.codes()).containsExactly(0, 2, 143);
  }

  @Test
  void stopsManyAtOnce() throws Exception {
    try (var failing = new ScriptedHosts(command -> command.exit(1))) {
      var action = Scripted.onMany(failing, 10_000).window(10).maxFailures(100).start();
      until(action.whenEnded());
      assertThat(action.stats().started()).isBetween(101, 200);
      assertThat(action.processes().getLast().cancelled()).isTrue();
    }
  }

  // ---- cancelling

  @Test
  void cancelsSomeWhileOthersGoOn() throws Exception {
    var action = new Scripted(hosts, "a", "b", "c", "d", "e").window(2).start();
    var a = hosts.next();
    var b = hosts.next();
    action.cancel(ScriptedHosts.named("a", "d"));
    assertThat(hosts.next().host).isEqualTo("c");
    action.cancel(process -> String.valueOf(process.host()).equals("c"));
    assertThat(hosts.next().host).isEqualTo("e");
    b.exit(0);
    action.kill();
    until(action.whenEnded());
    a.exit(0);
    assertThat(action.processes())
        .extracting(ManagedProcess::cancelled)
        .containsExactly(false, false, false, true, false);
    assertThat(action.processes().get(3).attempt()).isNull();
  }

  // ---- misuse

  @Test
  void refusesWhatMakesNoSense() {
    var action = new Scripted(hosts, "a");
    assertThatIllegalArgumentException().isThrownBy(() -> action.window(0));
    assertThatIllegalArgumentException().isThrownBy(() -> action.maxFailures(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> action.retries(-1, "1s"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> action.retries(1, Duration.ofSeconds(-1)));
    action.start();
    assertThatIllegalStateException().isThrownBy(() -> action.window(1));
    assertThatIllegalStateException().isThrownBy(action::failFast);
    action.close();
  }
}
