package execo.action;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.Attempt;
import execo.process.LifecycleHandler;
import execo.process.ManagedProcess;
import execo.process.ProcessBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Retries of the processes of an action, within its window. */
@Timeout(60)
class ActionRetriesTest {
  private final ScriptedHosts hosts = new ScriptedHosts();

  private static void until(CompletableFuture<?> future) throws Exception {
    future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void retriesWhatIsNotOk() throws Exception {
    var told = Collections.synchronizedList(new ArrayList<String>());
    var action =
        new Scripted(hosts, "a", "b")
            .retries(2, "1ms")
            .onLifecycle(
                new LifecycleHandler() {
                  @Override
                  public void start(ManagedProcess process) {
                    told.add("start " + process.host());
                  }

                  @Override
                  public void retry(ManagedProcess process, Attempt failed, Duration pause) {
                    told.add("retry " + process.host() + " " + failed.reason());
                  }

                  @Override
                  public void end(ManagedProcess process) {
                    told.add("end " + process.host());
                  }
                })
            .start();
    var a = hosts.next();
    hosts.next().exit(0);
    until(action.processes().get(1).whenEnded());
    a.lose("gone");
    hosts.next().exit(3);
    hosts.next().exit(0);
    until(action.whenEnded());
    assertThat(action.ok()).isTrue();
    var attempts = action.processes().getFirst().attempts();
    assertThat(attempts).extracting(Attempt::exitCode).containsExactly(null, 3, 0);
    assertThat(attempts).extracting(Attempt::number).containsExactly(1, 2, 3);
    assertThat(attempts.getFirst().reason()).isEqualTo("gone");
    assertThat(told)
        .containsSubsequence(
            "start a", "retry a gone", "start a", "retry a null", "start a", "end a")
        .containsOnlyOnce("end a", "end b")
        .hasSize(8);
    assertThat(action.stats().errors()).isZero();
    assertThat(action.stats().nonZeroExitCodes()).isZero();
  }

  @Test
  void hasTheStateOfTheLastAttempt() throws Exception {
    try (var failing = new ScriptedHosts(command -> command.exit(7))) {
      var action = new Scripted(failing, "a").retries(3, "0s").run();
      assertThat(action.codes()).containsExactly(7);
      assertThat(action.ok()).isFalse();
      assertThat(action.processes().getFirst().attempts()).hasSize(4);
      assertThat(action.stats().nonZeroExitCodes()).isEqualTo(1);
      assertThat(action.processes().getFirst().toString()).contains("attempt 4", "not ok");
    }
  }

  @Test
  void retriesOnlyFailuresOfAKind() {
    try (var failing =
        new ScriptedHosts(command -> {
          if (command.host.equals("lost")) {
            command.lose("gone");
          } else {
            command.exit(1);
          }
        })) {
      var action = new Scripted(failing, "lost", "failed").retries(2, "1ms", Attempt::error).run();
      assertThat(action.processes())
          .extracting(process -> process.attempts().size())
          .containsExactly(3, 1);
    }
  }

  @Test
  void retriesAfterATimeoutButNotAfterAKill() throws Exception {
    var silent = new AtomicBoolean(true);
    try (var atFirstSilent =
        new ScriptedHosts(command -> {
          if (!silent.getAndSet(false)) {
            command.exit(0);
          }
        })) {
      var action = new Scripted(atFirstSilent, "a").retries(50, "1ms").timeout("20ms").start();
      until(action.whenEnded());
      // on a busy machine the second attempt is not in time either
      assertThat(action.processes().getFirst().attempts())
          .extracting(Attempt::timedOut)
          .startsWith(true)
          .endsWith(false);
    }

    var killed = new Scripted(hosts, "a").retries(5, "1ms").start();
    hosts.next();
    killed.kill();
    until(killed.whenEnded());
    assertThat(killed.processes().getFirst().attempts()).hasSize(1);
  }

  @Test
  void leavesItsPlaceWhileItPauses() throws Exception {
    var action = new Scripted(hosts, "a", "b", "c").window(1).retries(1, "1h").start();
    hosts.next().exit(1);
    var b = hosts.next();
    var a = action.processes().getFirst();
    assertThat(a.ended()).isFalse();
    assertThat(a.started()).isTrue();
    assertThat(a.running()).isFalse();
    assertThat(a.ok()).isTrue();
    assertThat(action.stats().ended()).isZero();
    assertThat(action.stats().nonZeroExitCodes()).isZero();
    assertThat(a.toString()).contains("to be started again");
    b.exit(0);
    hosts.next().exit(0);
    a.kill();
    until(action.whenEnded());
    assertThat(action.codes()).containsExactly(1, 0, 0);
    assertThat(action.stats().ok()).isEqualTo(2);
  }

  @Test
  void goesOnBeforeThoseThatHaveNotBegun() throws Exception {
    var processes = new Scripted(hosts, "a", "b", "c").make();
    var schedule =
        new Schedule(processes, 1, Integer.MAX_VALUE, wave -> wave.forEach(ProcessBase::start));
    processes.forEach(process -> process.retries(1, "1h").nologExitCode());
    var end = schedule.begin();
    hosts.next().exit(1);
    var b = hosts.next();
    schedule.isDue(processes.getFirst());
    b.exit(0);
    var again = hosts.next();
    assertThat(again.host).isEqualTo("a");
    again.exit(0);
    hosts.next().exit(0);
    until(end);
  }

  @Test
  void expectsAcrossAttempts() throws Exception {
    var action = new Scripted(hosts, "a").retries(1, "1ms").start();
    var found = action.processes().getFirst().expect("no wait", "1ms");
    assertThat(found).isEmpty();
    var waiting = CompletableFuture.supplyAsync(() -> action.expect("ready (\\w+)", "20s"));
    var first = hosts.next();
    first.print("starting\n");
    first.exit(0);
    var second = hosts.next();
    second.print("ready now\n");
    assertThat(waiting.get(20, TimeUnit.SECONDS).getFirst().orElseThrow().group(1))
        .isEqualTo("now");
    second.exit(0);
    until(action.whenEnded());
    assertThat(action.ok()).isTrue();
    assertThat(action.processes().getFirst().attempts())
        .extracting(Attempt::expectFailed)
        .containsExactly(true, false);
  }

  @Test
  void keepsManyFlappingHostsInTheWindow() throws Exception {
    var failures = new ConcurrentHashMap<String, AtomicInteger>();
    try (var flapping =
        new ScriptedHosts(command -> {
          var earlier =
              failures.computeIfAbsent(command.host, h -> new AtomicInteger()).getAndIncrement();
          command.exit(earlier < command.host.hashCode() % 3 ? 1 : 0);
        })) {
      var action = Scripted.onMany(flapping, 3_000).window(20).retries(3, "2ms").start();
      until(action.whenEnded());
      assertThat(action.stats().finishedOk()).isEqualTo(3_000);
      assertThat(flapping.mostRunning.get()).isLessThanOrEqualTo(20);
      assertThat(action.processes())
          .allSatisfy(process ->
              assertThat(process.attempts())
                  .hasSize(
                      1
                          + Math.max(
                              0, Objects.requireNonNull(process.host()).address().hashCode() % 3)));
    }
  }
}
