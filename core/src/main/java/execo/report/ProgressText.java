package execo.report;

import execo.host.Host;
import execo.host.Hosts;
import execo.process.ManagedProcess;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * How far processes have come, as one line. A process that has ended is looked at once; of those at
 * work, so many hosts are named as could fit on a line. Not thread-safe.
 */
final class ProgressText {
  private static final int MOST_NAMED = 400;
  private static final long RATE_NANOS = 3_000_000_000L;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private record Sample(long nanos, long bytes) {}

  private final int total;
  private final String cut;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private List<ManagedProcess> open;
  private int failed;
  private long endedDone;
  private long endedTotal;

  /**
   * The progress of processes.
   *
   * @param cut what stands for what did not fit
   */
  ProgressText(List<? extends ManagedProcess> processes, String cut) {
    this.cut = cut;
    total = processes.size();
    open = List.copyOf(processes);
  }

  /** The line as of a moment, not longer than it may be. */
  String at(long nanos, int width) {
    var still = new ArrayList<ManagedProcess>();
    var hosts = new ArrayList<Host>();
    var begun = 0;
    var pausing = 0;
    var done = 0L;
    var size = 0L;
    for (var process : open) {
      if (process.ended() || process.cancelled()) {
        settle(process);
        continue;
      }
      still.add(process);
      if (!process.started()) {
        continue;
      }
      begun++;
      var progress = process.progress();
      if (progress != null) {
        done += progress.done();
        size += progress.total();
      }
      var host = process.host();
      if (host != null && hosts.size() < MOST_NAMED) {
        hosts.add(host);
      }
      if (isPausing(process)) {
        pausing++;
      }
    }
    open = still;
    var parts = new ArrayList<String>();
    parts.add(total - open.size() + "/" + total + " ended");
    add(parts, failed, " failed");
    add(parts, pausing, " to be retried");
    add(parts, open.size() - begun, " in line");
    addBytes(parts, nanos, endedDone + done, open.size() == begun ? endedTotal + size : 0);
    var line = String.join(", ", parts);
    if (!hosts.isEmpty()) {
      line += "; at work: " + Hosts.fold(hosts) + (begun > hosts.size() ? "," + cut : "");
    }
    return shorten(line, width);
  }

  private void settle(ManagedProcess process) {
    if (process.cancelled() || !process.ok()) {
      failed++;
    }
    var progress = process.progress();
    if (progress != null) {
      endedDone += progress.done();
      endedTotal += progress.total();
    }
  }

  private static boolean isPausing(ManagedProcess process) {
    if (process.running()) {
      return false;
    }
    var attempt = process.attempt();
    return attempt != null && attempt.ended();
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + what);
    }
  }

  private void addBytes(List<String> parts, long nanos, long done, long size) {
    if (done == 0 && size == 0) {
      return;
    }
    parts.add(size > 0 ? bytes(done) + " of " + bytes(size) : bytes(done));
    samples.add(new Sample(nanos, done));
    while (nanos - samples.getFirst().nanos() > RATE_NANOS && samples.size() > 2) {
      samples.removeFirst();
    }
    var since = samples.getFirst();
    if (nanos > since.nanos() && done >= since.bytes()) {
      parts.add(bytes((long) ((done - since.bytes()) * 1e9 / (nanos - since.nanos()))) + "/s");
    }
  }

  /** {@code 999 B}, {@code 1.2 kB}, {@code 340 MB}. */
  static String bytes(long count) {
    double value = count;
    var unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    var digits = unit > 0 && value < 9.95 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, digits, value, UNITS[unit]);
  }

  private String shorten(String line, int width) {
    if (line.length() <= width) {
      return line;
    }
    return width <= cut.length() ? "" : line.substring(0, width - cut.length()) + cut;
  }
}
