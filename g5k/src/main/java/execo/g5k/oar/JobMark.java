package execo.g5k.oar;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end of the name of a job that does not outlive its program: {@code
 * execo-machine-pid-start-n}, numbers in base 36. It is unique, so that a job is found whose number
 * never arrived, and it tells whether the program is still there.
 *
 * @param machine a number made of the name of the machine
 * @param pid the program's process
 * @param start when that process started, in seconds since the epoch; 0 if not known
 * @param number the number of the submission in the program
 */
record JobMark(int machine, long pid, long start, int number) {
  private static final Pattern PATTERN =
      Pattern.compile("(?:^|.*\\.)execo-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)");
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final int BASE = 36;

  /** OAR 2.5 keeps so many characters of a name. */
  private static final int LONGEST_NAME = 100;

  /** A mark for one more submission of this program. */
  static JobMark next() {
    ProcessHandle self = ProcessHandle.current();
    return new JobMark(Here.MACHINE, self.pid(), start(self), NUMBERS.incrementAndGet());
  }

  private static final class Here {
    static final int MACHINE = machine();

    private static int machine() {
      try {
        return InetAddress.getLocalHost().getHostName().hashCode() & Integer.MAX_VALUE;
      } catch (UnknownHostException _) {
        return 0;
      }
    }
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  /** The mark in a name; empty if there is none. */
  static Optional<JobMark> in(@Nullable String name) {
    Matcher matcher = name == null ? null : PATTERN.matcher(name);
    if (matcher == null || !matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new JobMark(
              Integer.parseInt(matcher.group(1), BASE),
              Long.parseLong(matcher.group(2), BASE),
              Long.parseLong(matcher.group(3), BASE),
              Integer.parseInt(matcher.group(4), BASE)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** A name with this mark at its end, and a dot between the two. */
  String onto(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return toString();
    }
    int room = LONGEST_NAME - toString().length() - 1;
    return name.substring(0, Math.min(name.length(), room)) + "." + this;
  }

  /** A name without its mark; null if there was nothing else. */
  static @Nullable String without(@Nullable String name) {
    if (name == null || in(name).isEmpty()) {
      return name;
    }
    int end = name.lastIndexOf("execo-") - 1;
    return end <= 0 ? null : name.substring(0, end);
  }

  /** Whether the program was one of this machine that is no more. */
  boolean orphaned() {
    if (machine != Here.MACHINE) {
      return false;
    }
    // what the system tells of the start is not exact
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> start != 0 && Math.abs(start(process) - start) > 2)
        .orElse(true);
  }

  @Override
  public String toString() {
    return String.join(
        "-",
        "execo",
        Integer.toString(machine, BASE),
        Long.toString(pid, BASE),
        Long.toString(start, BASE),
        Integer.toString(number, BASE));
  }
}
