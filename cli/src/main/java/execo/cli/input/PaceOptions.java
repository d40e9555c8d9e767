package execo.cli.input;

import execo.action.HostsAction;
import execo.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options on how many hosts work at a time, and on hosts that fail. */
public final class PaceOptions {
  private static final int MOST = 1_000_000;
  private static final String USUAL_BACKOFF = "1s";

  @Option(
      names = "--window",
      paramLabel = "N",
      description =
          "Let at most N hosts be at work; the next begins when one has ended (default: all).")
  private @Nullable Integer window;

  @Option(
      names = "--retries",
      paramLabel = "N[:BACKOFF]",
      description =
          "Try a host that fails up to N times more, after a pause of BACKOFF (default: 1s) that"
              + " doubles each time.")
  private @Nullable String retries;

  @Option(
      names = "--fail-fast",
      description = "End all as soon as one host has failed, its retries included.")
  private boolean failFast;

  @Option(
      names = "--max-failures",
      paramLabel = "N",
      description = "End all as soon as more than N hosts have failed.")
  private @Nullable Integer maxFailures;

  /** No option given. */
  public PaceOptions() {}

  /**
   * Gives an action its window, retries and limit of failures.
   *
   * @throws BadInput if these are malformed
   * @throws IllegalArgumentException if the back-off is
   */
  void apply(HostsAction<?> action) {
    if (window != null) {
      action.window(inRange("--window", window, 1));
    }
    if (retries != null) {
      action.retries(count(retries), backoff(retries));
    }
    if (failFast && maxFailures != null) {
      throw new BadInput("--fail-fast is --max-failures 0; give one of them");
    }
    if (maxFailures != null) {
      action.maxFailures(inRange("--max-failures", maxFailures, 0));
    }
    if (failFast) {
      action.failFast();
    }
  }

  /** Whether a host may begin, or begin again, long after the first ones. */
  boolean delaysHosts() {
    return window != null || retries != null;
  }

  /** What was given, in words; nothing if nothing was. */
  List<String> words() {
    var words = new ArrayList<String>();
    if (window != null) {
      words.add("at most " + window + " at a time");
    }
    if (retries != null) {
      words.add(
          "up to "
              + count(retries)
              + " retries, the first after "
              + Durations.format(backoff(retries)));
    }
    if (failFast) {
      words.add("ends with the first failure");
    } else if (maxFailures != null) {
      words.add("ends with more than " + maxFailures + " failures");
    }
    return words;
  }

  private static int count(String retries) {
    String number = retries.split(":", 2)[0];
    try {
      return inRange("--retries", Integer.parseInt(number), 0);
    } catch (NumberFormatException e) {
      throw new BadInput("malformed --retries '" + retries + "'; accepted is N or N:BACKOFF");
    }
  }

  private static Duration backoff(String retries) {
    String[] parts = retries.split(":", 2);
    return Durations.parse(parts.length > 1 ? parts[1] : USUAL_BACKOFF);
  }

  private static int inRange(String option, int value, int least) {
    if (value < least || value > MOST) {
      throw new BadInput(
          option + ": accepted are numbers from " + least + " to " + MOST + ", not " + value);
    }
    return value;
  }
}
