package execo.process;

import execo.time.Durations;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one may set on a process before it starts; set on an action it holds for each of its
 * processes. Every method gives the object itself.
 *
 * @param <S> the object's own type
 */
public interface ProcessOptions<S> {
  /** The longest timeout there can be; longer ones would pass the end of dates. */
  Duration LONGEST_TIMEOUT = Duration.ofDays(36_525);

  /**
   * Changes the settings.
   *
   * @throws IllegalStateException if it has started
   */
  S configure(Consumer<ProcessSettings> change);

  /** Names it; by default the name is its command, shortened. */
  default S name(String name) {
    return configure(s -> s.name = name);
  }

  /**
   * Kills it, descendants included, when it still runs after so long; null is never, the default.
   */
  default S timeout(@Nullable Duration timeout) {
    if (timeout != null && (timeout.isNegative() || timeout.compareTo(LONGEST_TIMEOUT) > 0)) {
      throw new IllegalArgumentException(
          "a timeout is between 0 and 100 years, not " + timeout + "; null is none");
    }
    return configure(s -> s.timeout = timeout);
  }

  /** Kills it when it still runs after so long, as text: {@code "30s"}. */
  default S timeout(String timeout) {
    return timeout(Durations.parse(timeout));
  }

  /**
   * Sends KILL so long after a TERM or INT that did not end it; null is never. The default comes
   * from the configuration: 60 s.
   */
  default S killTimeout(@Nullable Duration timeout) {
    return configure(s -> {
      s.killTimeout = timeout;
      s.killForever = timeout == null;
    });
  }

  /** Sends KILL so long after a TERM or INT that did not end it, as text. */
  default S killTimeout(String timeout) {
    return killTimeout(Durations.parse(timeout));
  }

  /**
   * Starts it again, up to so many times, when it has ended and is not ok, unless it was killed.
   *
   * <p>The first pause is the back-off, each further one twice as long, up to 5 minutes; all are up
   * to a fifth longer or shorter. The timeout holds for each attempt. Its state is that of the last
   * attempt; {@link ManagedProcess#attempts} keeps all. An {@code input} is given to each attempt;
   * what was written to one is not written to the next.
   */
  default S retries(int most, Duration backoff) {
    return retries(most, backoff, attempt -> true);
  }

  /** Starts it again when it is not ok, up to so many times; the first pause as text. */
  default S retries(int most, String backoff) {
    return retries(most, Durations.parse(backoff));
  }

  /**
   * Starts it again, up to so many times, after those of its failed attempts that are of a kind.
   */
  default S retries(int most, Duration backoff, Predicate<Attempt> which) {
    var retries = new Retries(most, backoff, which);
    return configure(s -> s.retries = retries);
  }

  /** Starts it again after failed attempts of a kind: {@code retries(3, "1s", Attempt::error)}. */
  default S retries(int most, String backoff, Predicate<Attempt> which) {
    return retries(most, Durations.parse(backoff), which);
  }

  /** Whether a kill reaches its descendants too; by default only with a shell. */
  default S killSubprocesses(boolean kill) {
    return configure(s -> s.killSubprocesses = kill);
  }

  /** Runs the command through {@code /bin/sh -c}. */
  default S shell() {
    return shell(true);
  }

  /** Whether the command runs through {@code /bin/sh -c}. */
  default S shell(boolean shell) {
    return configure(s -> s.shell = shell);
  }

  /** Gives it a pseudo-terminal as stdin and stdout; stderr stays apart. */
  default S pty() {
    return pty(true);
  }

  /** Whether its stdin and stdout are a pseudo-terminal. */
  default S pty(boolean pty) {
    return configure(s -> s.pty = pty);
  }

  /**
   * Leaves it running when the connection to its host, or this program, dies; otherwise it dies
   * too. Nobody reads its output then, and what writes to an output that nobody reads is usually
   * ended by that: let its command redirect them. Not for copies, port forwardings and serial
   * ports.
   */
  default S detached() {
    return configure(s -> s.detached = true);
  }

  /** Opens its standard input for writing; otherwise it reads from {@code /dev/null}. */
  default S openStdin() {
    return configure(s -> s.stdin = true);
  }

  /** Gives it this text as its whole standard input. */
  default S input(String text) {
    return configure(s -> s.input = text::getBytes);
  }

  /** Gives it these bytes as its whole standard input. */
  default S input(byte[] bytes) {
    var copy = bytes.clone();
    return configure(s -> s.input = charset -> copy);
  }

  /** Runs it in this directory, of its own host. */
  default S directory(Path directory) {
    return configure(s -> s.directory = directory);
  }

  /** Sets a variable of its environment. */
  default S env(String name, String value) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("not a name of an environment variable: '" + name + "'");
    }
    return configure(s -> s.environment.put(name, value));
  }

  /** Does not count these failures when asking whether it is ok. */
  default S ignore(Failure... failures) {
    return configure(s -> s.ignored.addAll(List.of(failures)));
  }

  /** Does not warn in the log of these failures. */
  default S nolog(Failure... failures) {
    return configure(s -> s.unlogged.addAll(List.of(failures)));
  }

  /** Is ok whatever its exit code. */
  default S ignoreExitCode() {
    return ignore(Failure.EXIT_CODE);
  }

  /** Does not warn in the log of a non-zero exit code. */
  default S nologExitCode() {
    return nolog(Failure.EXIT_CODE);
  }

  /** Is ok even if it was still running at its timeout. */
  default S ignoreTimeout() {
    return ignore(Failure.TIMEOUT);
  }

  /** Does not warn in the log of a timeout. */
  default S nologTimeout() {
    return nolog(Failure.TIMEOUT);
  }

  /** Is ok even if it could not be started. */
  default S ignoreError() {
    return ignore(Failure.ERROR);
  }

  /** Does not warn in the log if it could not be started. */
  default S nologError() {
    return nolog(Failure.ERROR);
  }

  /**
   * Keeps at most so many bytes of the beginning and as many of the end of each stream; 0 keeps
   * nothing. By default everything is kept.
   */
  default S keepOutput(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a negative number of bytes: " + bytes);
    }
    return configure(s -> s.keep = bytes);
  }

  /** The character set of its output and input; UTF-8 by default. */
  default S charset(Charset charset) {
    return configure(s -> s.charset = charset);
  }

  /** How long an expect waits that names no timeout; null is for ever, the default. */
  default S expectTimeout(@Nullable Duration timeout) {
    return configure(s -> s.expectTimeout = timeout);
  }

  /** Tells a handler of what it writes to stdout. */
  default S onStdout(OutputHandler handler) {
    return onStdoutOf(p -> handler);
  }

  /** Tells a handler, made for each process at its start, of what it writes to stdout. */
  default S onStdoutOf(Function<ManagedProcess, OutputHandler> handler) {
    return configure(s -> s.stdoutHandlers.add(handler));
  }

  /** Tells a handler of what it writes to stderr. */
  default S onStderr(OutputHandler handler) {
    return onStderrOf(p -> handler);
  }

  /** Tells a handler, made for each process at its start, of what it writes to stderr. */
  default S onStderrOf(Function<ManagedProcess, OutputHandler> handler) {
    return configure(s -> s.stderrHandlers.add(handler));
  }

  /** Tells of each line of stdout. */
  default S onStdoutLines(BiConsumer<ManagedProcess, String> lines) {
    return onStdout(OutputHandler.lines(lines));
  }

  /** Tells of each line of stderr. */
  default S onStderrLines(BiConsumer<ManagedProcess, String> lines) {
    return onStderr(OutputHandler.lines(lines));
  }

  /** Writes stdout to a file, made empty at the start; for one process. */
  default S stdoutTo(Path file) {
    return stdoutTo(p -> file);
  }

  /** Writes stdout to a file for each process. */
  default S stdoutTo(Function<ManagedProcess, Path> file) {
    return onStdoutOf(p -> OutputHandler.toFile(file.apply(p)));
  }

  /** Writes stderr to a file, made empty at the start; for one process. */
  default S stderrTo(Path file) {
    return stderrTo(p -> file);
  }

  /** Writes stderr to a file for each process. */
  default S stderrTo(Function<ManagedProcess, Path> file) {
    return onStderrOf(p -> OutputHandler.toFile(file.apply(p)));
  }

  /** Tells a handler of its start, end and reset. */
  default S onLifecycle(LifecycleHandler handler) {
    return configure(s -> s.lifecycleHandlers.add(handler));
  }

  /** Does something when it has started. */
  default S onStart(Consumer<ManagedProcess> action) {
    return onLifecycle(
        new LifecycleHandler() {
          @Override
          public void start(ManagedProcess process) {
            action.accept(process);
          }
        });
  }

  /** Does something when it has ended. */
  default S onEnd(Consumer<ManagedProcess> action) {
    return onLifecycle(
        new LifecycleHandler() {
          @Override
          public void end(ManagedProcess process) {
            action.accept(process);
          }
        });
  }
}
