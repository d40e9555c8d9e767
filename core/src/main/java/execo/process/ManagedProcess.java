package execo.process;

import execo.host.Host;
import execo.time.Durations;
import execo.time.WaitInterruptedException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A command on this machine or on a host: a description that can be started, and a handle to what
 * runs.
 *
 * <p>That a command fails is data, never an exception: {@link #ok()}, {@link #exitCode()}, {@link
 * #error()}. Misuse, such as waiting for what was never started, is an {@link
 * IllegalStateException}. Thread-safe once started.
 *
 * {@snippet :
 * try (var server = new LocalProcess("nc -l -p 6543").start()) {
 *   server.expect("[Ll]istening on", "10s");
 * } // killed, and waited for
 * }
 */
public interface ManagedProcess extends AutoCloseable {

  // ---- what it is

  /** The command as it was given. */
  String command();

  /** A short name: the one given, or the command on one line of at most 39 characters. */
  String name();

  /** The host it runs on; null for a local process. */
  @Nullable Host host();

  // ---- its life

  /**
   * Starts it and returns at once. One that pauses before a retry starts again; one that has
   * started already, or was {@link #cancelled}, is left alone.
   */
  ManagedProcess start();

  /**
   * Waits until it has ended and its output has been handled; an end that a retry follows is none.
   *
   * @throws IllegalStateException if it was never started
   * @throws WaitInterruptedException if the thread is interrupted
   */
  default ManagedProcess await() {
    return await((Duration) null);
  }

  /** Waits, at most so long, until it has ended; null is for ever. */
  ManagedProcess await(@Nullable Duration timeout);

  /** Waits, at most so long, until it has ended; {@code "30s"}. */
  default ManagedProcess await(String timeout) {
    return await(Durations.parse(timeout));
  }

  /**
   * Waits until its start has succeeded or failed.
   *
   * @throws IllegalStateException if it was never started
   */
  ManagedProcess awaitStart(@Nullable Duration timeout);

  /**
   * Completes with this process when it has ended, after its retries, and its output has been
   * handled; or when it is {@link #cancelled}.
   *
   * @throws IllegalStateException if it was never started
   */
  CompletableFuture<ManagedProcess> whenEnded();

  /** Starts it and waits for its end. */
  default ManagedProcess run() {
    return start().await();
  }

  /** Starts it and waits for its end at most so long. */
  default ManagedProcess run(String timeout) {
    return start().await(timeout);
  }

  /**
   * Sends TERM, and KILL after the kill timeout; returns at once. No retry follows. Before the
   * start and after the end nothing happens; one that stands in line for its start is cancelled.
   */
  default ManagedProcess kill() {
    return kill(Signal.TERM);
  }

  /** Sends a signal; after TERM and INT comes KILL after the kill timeout. */
  ManagedProcess kill(Signal signal);

  /** Sends a signal; after TERM and INT comes KILL after so long, null is never. */
  ManagedProcess kill(Signal signal, @Nullable Duration killTimeout);

  /**
   * Kills it if it runs, waits for it, and makes it startable again; what it did stays in {@link
   * #attempts()}.
   */
  ManagedProcess reset();

  /** Kills it if it runs and waits for its end, at most a little longer than the kill timeout. */
  @Override
  void close();

  // ---- how it stands

  /** The present or latest attempt; null before the first start and after a reset. */
  @Nullable Attempt attempt();

  /**
   * How far its present attempt has come; null for what is not a copy, and while nothing is known.
   */
  @Nullable Progress progress();

  /**
   * All attempts that have ended, those before a retry or a reset included, and the one under way.
   */
  List<Attempt> attempts();

  /** Whether it was started. */
  boolean started();

  /** Whether it runs. */
  boolean running();

  /** Whether it has ended, a failed start included, and is not to be started again. */
  boolean ended();

  /**
   * Whether it was taken out of the line for its start: it has no attempt, and gets none before a
   * reset.
   */
  boolean cancelled();

  /**
   * Whether nothing went wrong that is not ignored; true also while it has not ended. A non-zero
   * exit code is expected once it was killed.
   */
  boolean ok();

  /** Whether it has ended and is ok. */
  default boolean finishedOk() {
    return ended() && ok();
  }

  /** Its exit code; see {@link Attempt#exitCode()}. */
  default @Nullable Integer exitCode() {
    var attempt = attempt();
    return attempt == null ? null : attempt.exitCode();
  }

  /** The signal that ended it. */
  default @Nullable Integer signal() {
    var attempt = attempt();
    return attempt == null ? null : attempt.signal();
  }

  /** The number of the local process. */
  default @Nullable Long pid() {
    var attempt = attempt();
    return attempt == null ? null : attempt.pid();
  }

  /** Whether it could not be started, or its connection failed or was lost. */
  default boolean error() {
    var attempt = attempt();
    return attempt != null && attempt.error();
  }

  /** Why it is in error. */
  default @Nullable String reason() {
    var attempt = attempt();
    return attempt == null ? null : attempt.reason();
  }

  /** Whether it was still running at its timeout. */
  default boolean timedOut() {
    var attempt = attempt();
    return attempt != null && attempt.timedOut();
  }

  /** Whether it was killed. */
  default boolean killed() {
    var attempt = attempt();
    return attempt != null && attempt.killed();
  }

  /** Whether it had to be sent KILL. */
  default boolean forcedKill() {
    var attempt = attempt();
    return attempt != null && attempt.forcedKill();
  }

  /** Whether an expect failed. */
  default boolean expectFailed() {
    var attempt = attempt();
    return attempt != null && attempt.expectFailed();
  }

  /** Whether something written did not reach it. */
  default boolean writeError() {
    var attempt = attempt();
    return attempt != null && attempt.writeError();
  }

  /** When it started. */
  default @Nullable Instant startDate() {
    var attempt = attempt();
    return attempt == null ? null : attempt.start();
  }

  /** When it ended. */
  default @Nullable Instant endDate() {
    var attempt = attempt();
    return attempt == null ? null : attempt.end();
  }

  // ---- its output and input

  /** The text it wrote to stdout so far, as far as it is kept. */
  default String stdout() {
    var attempt = attempt();
    return attempt == null ? "" : attempt.stdout().text();
  }

  /** The text it wrote to stderr so far, as far as it is kept. */
  default String stderr() {
    var attempt = attempt();
    return attempt == null ? "" : attempt.stderr().text();
  }

  /** The bytes it wrote to stdout so far, as far as they are kept. */
  default byte[] stdoutBytes() {
    var attempt = attempt();
    return attempt == null ? new byte[0] : attempt.stdout().bytes();
  }

  /** The bytes it wrote to stderr so far, as far as they are kept. */
  default byte[] stderrBytes() {
    var attempt = attempt();
    return attempt == null ? new byte[0] : attempt.stderr().bytes();
  }

  /**
   * Waits for a regex in its output, after the previous match of this thread. If it stands in line
   * for its start, waits for that too; if the attempt fails and a retry follows, goes on there.
   *
   * @return the match; empty, and {@link #expectFailed()}, at the timeout or the end of the output
   */
  default Optional<ExpectMatch> expect(String regex) {
    return expect(Expectation.of(regex));
  }

  /** Waits for a regex in its output, at most so long. */
  default Optional<ExpectMatch> expect(String regex, String timeout) {
    return expect(Expectation.of(regex).timeout(timeout));
  }

  /** Waits for one of some regexes in its output. */
  default Optional<ExpectMatch> expect(List<String> regexes) {
    return expect(Expectation.of(regexes.toArray(String[]::new)));
  }

  /** Waits for what an expectation says. */
  Optional<ExpectMatch> expect(Expectation expectation);

  /** Looks for what an expectation says from this thread's position, without waiting for it. */
  CompletableFuture<Optional<ExpectMatch>> expectAsync(Expectation expectation);

  /**
   * Writes to its standard input; waits for a start under way, and while much is waiting to be
   * read. What cannot reach it any more sets {@link #writeError()}. What is written while it stands
   * in line, or pauses before a retry, is kept until it starts.
   *
   * @throws IllegalStateException if its standard input was not opened
   */
  ManagedProcess write(byte[] bytes);

  /** Writes text to its standard input. */
  default ManagedProcess write(String text) {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a line to its standard input. */
  default ManagedProcess println(String line) {
    return write(line + "\n");
  }

  /** Writes an empty line to its standard input. */
  default ManagedProcess println() {
    return write("\n");
  }

  /** Ends its standard input after what was written. */
  ManagedProcess closeStdin();

  /** Its standard input as a stream. */
  OutputStream stdin();

  /** Everything about it as text, with its output shortened. */
  String dump();
}
