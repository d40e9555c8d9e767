package execo.action;

import execo.internal.wait.Waits;
import execo.process.ExpectMatch;
import execo.process.Expectation;
import execo.process.ManagedProcess;
import execo.process.Signal;
import execo.time.Durations;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of processes that are started, waited for, killed and judged together.
 *
 * <p>That processes fail is data, never an exception: {@link #ok()}, {@link #stats()}. Without any
 * process it ends at once and is ok. Thread-safe once started.
 */
public interface Action extends AutoCloseable {

  /** Its name in logs and reports. */
  String name();

  /** Its processes, in the order of its hosts. */
  List<ManagedProcess> processes();

  /** The actions it is made of; empty for one that has processes of its own. */
  List<Action> parts();

  /**
   * Starts it and returns at once.
   *
   * @throws IllegalStateException if it has been started already
   * @throws IllegalArgumentException if a substitution or a path makes no sense; then nothing was
   *     started
   */
  Action start();

  /** Waits until all of it has ended. */
  default Action await() {
    return await((Duration) null);
  }

  /**
   * Waits, at most so long, until all of it has ended; null is for ever.
   *
   * @throws IllegalStateException if it was never started
   * @throws WaitInterruptedException if the thread is interrupted
   */
  Action await(@Nullable Duration timeout);

  /** Waits, at most so long, until all of it has ended: {@code "30s"}. */
  default Action await(String timeout) {
    return await(Durations.parse(timeout));
  }

  /** Completes with this action when all of it has ended. */
  CompletableFuture<Action> whenEnded();

  /** Starts it and waits for its end. */
  default Action run() {
    return start().await();
  }

  /** Starts it and waits for its end at most so long. */
  default Action run(String timeout) {
    return start().await(timeout);
  }

  /** Sends TERM to all that runs, and KILL after the kill timeout; returns at once. */
  default Action kill() {
    return kill(Signal.TERM);
  }

  /** Sends a signal to all that runs; what has not begun never will. */
  Action kill(Signal signal);

  /** Kills what runs, waits for it, and makes all of it startable again. */
  Action reset();

  /** Kills what runs and waits for its end, at most a little longer than the kill timeout. */
  @Override
  void close();

  /** Whether it was started. */
  boolean started();

  /** Whether all of it has ended. */
  boolean ended();

  /** Whether all of its processes are ok; true also for those that have not ended. */
  default boolean ok() {
    return processes().stream().allMatch(ManagedProcess::ok);
  }

  /** Whether it has ended and is ok. */
  default boolean finishedOk() {
    return ended() && ok();
  }

  /** The numbers of its processes as they are now. */
  default Stats stats() {
    return Stats.of(this);
  }

  /** Writes to the standard input of all its processes. */
  default Action write(byte[] bytes) {
    processes().forEach(p -> p.write(bytes));
    return this;
  }

  /** Writes text to the standard input of all its processes. */
  default Action write(String text) {
    processes().forEach(p -> p.write(text));
    return this;
  }

  /** Writes a line to the standard input of all its processes. */
  default Action println(String line) {
    return write(line + "\n");
  }

  /** Writes an empty line to the standard input of all its processes. */
  default Action println() {
    return write("\n");
  }

  /** Ends the standard input of all its processes. */
  default Action closeStdin() {
    processes().forEach(ManagedProcess::closeStdin);
    return this;
  }

  /** Waits for a regex in the output of every process; one result a process, in their order. */
  default List<Optional<ExpectMatch>> expect(String regex) {
    return expect(Expectation.of(regex));
  }

  /** Waits for a regex in the output of every process, at most so long. */
  default List<Optional<ExpectMatch>> expect(String regex, String timeout) {
    return expect(Expectation.of(regex).timeout(timeout));
  }

  /** Waits in all processes at once for what an expectation says; one result a process. */
  default List<Optional<ExpectMatch>> expect(Expectation expectation) {
    var results = processes().stream().map(p -> p.expectAsync(expectation)).toList();
    Waits.untilAll(results, null);
    return results.stream().map(CompletableFuture::join).toList();
  }

  /** Tells when it starts, ends and is reset. */
  Action onActionEvent(ActionHandler handler);

  /** Does something when all of it has ended. */
  default Action onActionEnd(Consumer<Action> consumer) {
    return onActionEvent(
        new ActionHandler() {
          @Override
          public void end(Action action) {
            consumer.accept(action);
          }
        });
  }
}
