package execo.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one start of a process, as it is at one moment; final once it has ended.
 *
 * @param number which start this was, from 1
 * @param commandLine what the operating system was asked to run
 * @param start when it started
 * @param running whether it runs
 * @param ended whether it has ended, a failed start included
 * @param end when it ended; null before
 * @param pid the number of the local process; null if there is none
 * @param exitCode 0–255, 128 + signal after a signal; null if it has not ended, could not start, or
 *     its connection was lost
 * @param signal the signal that ended it; null if none did
 * @param error whether it could not be started, or its connection failed or was lost
 * @param reason why, in a sentence; null without an error
 * @param timedOut whether it was still running at its timeout
 * @param timeoutDate when its timeout is or was; null without one
 * @param killed whether it was sent a signal
 * @param forcedKill whether it had to be sent KILL because an earlier signal did not end it
 * @param expectFailed whether an expect did not match
 * @param writeError whether something written did not reach it
 * @param stdoutError why its stdout ended early; null if it did not
 * @param stderrError why its stderr ended early; null if it did not
 * @param stdout what is kept of its stdout
 * @param stderr what is kept of its stderr
 */
public record Attempt(
    int number,
    List<String> commandLine,
    Instant start,
    boolean running,
    boolean ended,
    @Nullable Instant end,
    @Nullable Long pid,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    boolean error,
    @Nullable String reason,
    boolean timedOut,
    @Nullable Instant timeoutDate,
    boolean killed,
    boolean forcedKill,
    boolean expectFailed,
    boolean writeError,
    @Nullable String stdoutError,
    @Nullable String stderrError,
    Output stdout,
    Output stderr) {

  /** How long it ran; until now while it has not ended. */
  public Duration length() {
    return Duration.between(start, end == null ? Instant.now() : end);
  }
}
