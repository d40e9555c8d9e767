package execo.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import execo.internal.os.Await;
import execo.process.ManagedProcess;
import execo.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of actions, alone and combined. */
@Timeout(60)
class ActionsTest {
  @TempDir Path directory;

  private static Local shell(String command) {
    return new Local(command).shell();
  }

  @Test
  void hasALifeOfItsOwn() {
    var action = shell("echo x");
    assertThatIllegalStateException().isThrownBy(action::await);
    assertThatIllegalStateException().isThrownBy(action::whenEnded);
    assertThat(action.started()).isFalse();
    assertThat(action.ok()).isTrue();
    assertThat(action.finishedOk()).isFalse();
    action.kill();
    action.close();
    action.reset();
    assertThat(action.run()).isSameAs(action);
    assertThat(action.ended()).isTrue();
    assertThat(action.name()).isEqualTo("echo x");
    assertThat(action.parts()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(action::start)
        .withMessageContaining("started already");
  }

  @Test
  void runsSeveralCommandsHere() {
    var action = Local.each(List.of("sh -c 'exit 1'", "true", "sh -c 'exit 2'")).nologExitCode();
    action.window(1).run();
    assertThat(action.processes()).extracting(ManagedProcess::exitCode).containsExactly(1, 0, 2);
    assertThat(action.name()).isEqualTo("3 local commands");
    assertThat(Local.each(List.of()).run().finishedOk()).isTrue();
  }

  @Test
  void isResetAndRunAgain() {
    var action = shell("echo x").run();
    assertThat(action.reset().started()).isFalse();
    action.run();
    assertThat(action.processes().getFirst().attempts()).hasSize(2);
    var both = new SequentialActions(List.of(shell("true"), shell("true"))).run();
    both.reset();
    assertThat(both.parts()).noneMatch(Action::started);
    assertThat(both.run().finishedOk()).isTrue();
  }

  @Test
  void isOverWhenItIsClosed() {
    Action action;
    try (var running = new ParallelActions(List.of(shell("sleep 100"), shell("sleep 100")))) {
      running.start();
      action = running;
    }
    assertThat(action.ended()).isTrue();
    assertThat(action.processes()).allMatch(ManagedProcess::killed);
  }

  @Test
  void tellsItsHandlersInOrderWhateverTheyThrow() {
    var seen = Collections.synchronizedList(new ArrayList<String>());
    var action =
        shell("true")
            .onActionEvent(
                new ActionHandler() {
                  @Override
                  public void start(Action a) {
                    seen.add("start");
                    throw new AssertionError("deliberate");
                  }

                  @Override
                  public void end(Action a) {
                    seen.add("end");
                    throw new IllegalStateException("deliberate");
                  }

                  @Override
                  public void reset(Action a) {
                    seen.add("reset");
                  }
                })
            .onActionEnd(a -> seen.add("second"));
    action.run("10s").reset();
    assertThat(seen).containsExactly("start", "end", "second", "reset");
  }

  @Test
  void canBeResetByItsOwnEndHandler() {
    var done = new CompletableFuture<Boolean>();
    var action = shell("true");
    action.onActionEnd(a -> done.complete(!a.reset().started())).start();
    assertThat(done).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
  }

  @Test
  void runsInParallel() {
    var a = directory.resolve("a");
    var first = shell("mkfifo " + a + "; echo >" + a);
    var second = shell("until test -p " + a + "; do sleep 0.02; done; cat " + a);
    var both = new ParallelActions(List.of(second, first)).run("20s");
    assertThat(both.finishedOk()).isTrue();
    assertThat(both.processes()).hasSize(2);
    assertThat(both.name()).contains("2 actions");
  }

  @Test
  void runsInSequenceWhateverBecomesOfEach() {
    var log = directory.resolve("log");
    var actions =
        new SequentialActions(
                List.of(
                    shell("sleep 0.2; echo 1 >>" + log),
                    shell("echo 2 >>" + log + "; exit 3").nologExitCode(),
                    new SequentialActions(List.of(shell("echo 3 >>" + log))),
                    shell("echo 4 >>" + log)))
            .run("20s");
    assertThat(log).hasContent("1\n2\n3\n4");
    assertThat(actions.ended()).isTrue();
    assertThat(actions.ok()).isFalse();
  }

  @Test
  void neverStartsWhatAKilledSequenceHadNotBegun() {
    var marker = directory.resolve("marker");
    var first = shell("sleep 100");
    var sequence = new SequentialActions(List.of(first, shell("touch " + marker)));
    var nested = new ParallelActions(List.of(sequence));
    nested.start();
    first.processes().getFirst().awaitStart(null);
    nested.kill().await("20s");
    assertThat(sequence.parts().getLast().started()).isFalse();
    assertThat(marker).doesNotExist();
    assertThat(sequence.ended()).isTrue();
    nested.reset();
    first.reset();
  }

  @Test
  void goesOnInSequenceAfterASignalThatEndsNothing() {
    var first = shell("trap 'exit 0' USR1; echo ready; while :; do sleep 0.02; done");
    var sequence = new SequentialActions(List.of(first, shell("true"))).start();
    assertThat(first.expect("ready", "10s").getFirst()).isPresent();
    sequence.kill(Signal.USR1).await("20s");
    assertThat(sequence.parts()).allMatch(Action::started);
    assertThat(sequence.finishedOk()).isTrue();
  }

  @Test
  void aPartThatCannotStartEndsTheSequence() {
    var second = shell("true");
    var sequence = new SequentialActions(List.of(shell("sleep 0.3"), second)).start();
    second.start();
    assertThat(sequence.await("20s").ended()).isTrue();
  }

  @Test
  void refusesTheSameActionTwiceOrOneThatHasStarted() {
    var one = shell("true");
    var twice = new ParallelActions(List.of(one, new SequentialActions(List.of(one))));
    assertThatIllegalStateException().isThrownBy(twice::start).withMessageContaining("twice");
    assertThat(one.started()).isFalse();
    assertThat(twice.started()).isFalse();
    one.run();
    var late = shell("true");
    var both = new ParallelActions(List.of(late, one));
    assertThatIllegalStateException().isThrownBy(both::start).withMessageContaining("already");
    assertThat(late.started()).isFalse();
  }

  @Test
  void aKillReachesWhatIsBeingStarted() {
    var parts = new ArrayList<Action>();
    for (var i = 0; i < 200; i++) {
      parts.add(shell("exec sleep 1000"));
    }
    var all = new ParallelActions(parts);
    ((Local) parts.get(3))
        .onActionEvent(
            new ActionHandler() {
              @Override
              public void start(Action action) {
                all.kill();
              }
            });
    all.start().await("30s");
    assertThat(all.ended()).isTrue();
    assertThat(all.processes()).allMatch(ManagedProcess::killed);
  }

  @Test
  void waitsForAnyAndForAll() {
    var fast = shell("true").start();
    try (var slow = shell("sleep 100").start()) {
      var actions = List.of(slow, fast);
      assertThat(Actions.waitAny(actions, null)).containsExactly(fast);
      assertThat(Actions.waitAll(actions, Duration.ofMillis(100))).containsExactly(fast);
      assertThat(Actions.waitAny(List.of(slow), Duration.ofMillis(20))).isEmpty();
      slow.kill();
      assertThat(Actions.waitAll(actions, Duration.ofSeconds(20))).containsExactly(slow, fast);
    }
    assertThat(Actions.waitAny(List.of(), null)).isEmpty();
    assertThat(Actions.waitAll(List.of(), null)).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> Actions.waitAny(List.of(shell("true")), null));
  }

  @Test
  void countsWhatBecameOfItsProcesses() {
    var action =
        new ParallelActions(
            List.of(
                shell("true"),
                shell("exit 3").nologExitCode(),
                new SequentialActions(
                        List.of(
                            new Local("no-such-program-of-execo").nologError(),
                            shell("sleep 100").timeout("100ms").nologTimeout()))
                    .hideParts()));
    var before = action.stats();
    assertThat(before.start()).isNull();
    assertThat(before.end()).isNull();
    assertThat(before.length()).isNull();
    var stats = action.run("20s").stats();
    assertThat(before.started()).isZero();
    assertThat(stats.processes()).isEqualTo(4);
    assertThat(stats.started()).isEqualTo(4);
    assertThat(stats.ended()).isEqualTo(4);
    assertThat(stats.errors()).isOne();
    assertThat(stats.timeouts()).isOne();
    assertThat(stats.nonZeroExitCodes()).isEqualTo(2);
    assertThat(stats.ok()).isOne();
    assertThat(stats.finishedOk()).isOne();
    assertThat(stats.parts()).hasSize(3);
    assertThat(stats.parts().getLast().parts()).isEmpty();
    assertThat(stats.parts().getLast().processes()).isEqualTo(2);
    assertThat(action.hideParts().stats().parts()).isEmpty();
    assertThat(new ActionsFailedException(List.of(action))).hasMessageContaining("exit code 3");
  }

  @Test
  void leavesNoEndOpenWhileSomethingRuns() {
    try (var action = shell("sleep 100").start()) {
      Await.until("the start", () -> action.processes().getFirst().running());
      assertThat(action.stats().end()).isNull();
      assertThat(action.stats().start()).isNotNull();
    }
  }
}
