package execo.process;

import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.internal.shell.ShellWords;
import execo.time.Dates;
import execo.time.Durations;
import java.util.ArrayList;
import java.util.List;

/** Processes as text for people. */
final class Dump {
  private Dump() {}

  /** The description with all states, then stdout and stderr, shortened. */
  static String of(ManagedProcess process) {
    var text = new StringBuilder(line(process));
    var attempt = process.attempt();
    if (attempt != null) {
      text.append("\ncommand line: ").append(ShellWords.quote(attempt.commandLine()));
      var threshold = Configuration.current().get(ExecoSettings.COMPACT_THRESHOLD);
      text.append("\nstdout:\n").append(compact(attempt.stdout().text(), threshold));
      text.append("\nstderr:\n").append(compact(attempt.stderr().text(), threshold));
    }
    return text.toString();
  }

  /** The description with all states, on one line. */
  static String line(ManagedProcess process) {
    var parts = names(process);
    var attempt = process.attempt();
    if (attempt == null) {
      parts.add("not started");
    } else {
      describe(attempt, parts);
      if (attempt.ended() && !process.ended()) {
        parts.add("to be started again");
      } else {
        parts.add(process.ok() ? "ok" : "not ok");
      }
    }
    return String.join(", ", parts);
  }

  /** The description with the states of one of its attempts. */
  static String line(ManagedProcess process, Attempt attempt) {
    var parts = names(process);
    describe(attempt, parts);
    return String.join(", ", parts);
  }

  private static List<String> names(ManagedProcess process) {
    var parts = new ArrayList<String>();
    parts.add("'" + process.name() + "'");
    if (process.host() != null) {
      parts.add("on " + process.host());
    }
    return parts;
  }

  private static void describe(Attempt attempt, List<String> parts) {
    addIf(parts, attempt.number() > 1, "attempt " + attempt.number());
    parts.add("started " + Dates.format(attempt.start()));
    if (attempt.pid() != null) {
      parts.add("pid " + attempt.pid());
    }
    if (attempt.end() != null) {
      parts.add("ended " + Dates.format(attempt.end()));
      parts.add("after " + Durations.format(attempt.length()));
    } else {
      parts.add(attempt.running() ? "running" : "starting");
    }
    if (attempt.exitCode() != null) {
      parts.add("exit code " + attempt.exitCode());
    }
    if (attempt.signal() != null) {
      parts.add(Signal.describe(attempt.signal()));
    }
    if (attempt.error()) {
      parts.add("error: " + attempt.reason());
    }
    addIf(parts, attempt.timedOut(), "timed out");
    addIf(parts, attempt.killed(), "killed");
    addIf(parts, attempt.forcedKill(), "forced kill");
    addIf(parts, attempt.expectFailed(), "expect failed");
    addIf(parts, attempt.writeError(), "write error");
    addIf(parts, attempt.stdoutError() != null, "stdout: " + attempt.stdoutError());
    addIf(parts, attempt.stderrError() != null, "stderr: " + attempt.stderrError());
  }

  private static void addIf(List<String> parts, boolean condition, String part) {
    if (condition) {
      parts.add(part);
    }
  }

  /** The text, or its first and last halves if it is longer than the threshold; 0 is never. */
  static String compact(String text, int threshold) {
    if (threshold == 0 || text.length() <= threshold) {
      return text;
    }
    var half = threshold / 2;
    return text.substring(0, half) + "\n[...]\n" + text.substring(text.length() - half);
  }
}
