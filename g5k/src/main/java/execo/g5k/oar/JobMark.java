package execo.g5k.oar;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end of the name of a job that does not outlive its program: {@code
 * execo-machine-kernel-space-pid-start-n}, numbers in base 36. It is unique, so that a job is found
 * whose number never arrived, and it tells whether the program is still there.
 *
 * @param machine {@link MachineMark#machine}
 * @param kernel {@link MachineMark#kernel}
 * @param space {@link MachineMark#space}
 * @param pid the program's process
 * @param start when that process started, in seconds since the epoch; 0 if not known
 * @param number the number of the submission in the program
 */
record JobMark(int machine, int kernel, int space, long pid, long start, int number) {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?:^|.*\\.)execo-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)-([0-9a-z]+)");
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final int BASE = 36;

  /** By how many seconds what the system tells of a start may differ, as when a clock is set. */
  private static final int DRIFT = 30;

  /** OAR 2.5 keeps so many characters of a name. */
  private static final int LONGEST_NAME = 100;

  /** A mark for one more submission of this program. */
  static JobMark next() {
    ProcessHandle self = ProcessHandle.current();
    MachineMark here = MachineMark.here();
    return new JobMark(
        here.machine(),
        here.kernel(),
        here.space(),
        self.pid(),
        start(self),
        NUMBERS.incrementAndGet());
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
              Integer.parseInt(matcher.group(2), BASE),
              Integer.parseInt(matcher.group(3), BASE),
              Long.parseLong(matcher.group(4), BASE),
              Long.parseLong(matcher.group(5), BASE),
              Integer.parseInt(matcher.group(6), BASE)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** A name with this mark at its end, and a dot between the two. */
  String onto(@Nullable String name) {
    return join(name, toString());
  }

  /** A name, as much of it as there is room for, a dot and a mark; or the mark alone. */
  static String join(@Nullable String name, String mark) {
    if (name == null || name.isEmpty()) {
      return mark;
    }
    int room = LONGEST_NAME - mark.length() - 1;
    return name.substring(0, Math.min(name.length(), room)) + "." + mark;
  }

  /** A name without its mark; null if there was nothing else. */
  static @Nullable String without(@Nullable String name) {
    if (name == null || in(name).isEmpty()) {
      return name;
    }
    int end = name.lastIndexOf("execo-") - 1;
    return end <= 0 ? null : name.substring(0, end);
  }

  /**
   * Whether the program was one of this machine that surely is no more. Of a program in another
   * container of this machine, and of one on a machine that cannot be told from this one, that is
   * not known.
   */
  boolean orphaned(MachineMark here) {
    if (machine != here.machine()) {
      return false;
    }
    if (kernel != here.kernel()) {
      // this machine before its last start, or another one of the same number that runs now
      return here.lone() && start != 0 && start < here.since();
    }
    return space == here.space() && !alive();
  }

  private boolean alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> start == 0 || Math.abs(start(process) - start) <= DRIFT)
        .isPresent();
  }

  @Override
  public String toString() {
    return String.join(
        "-",
        "execo",
        Integer.toString(machine, BASE),
        Integer.toString(kernel, BASE),
        Integer.toString(space, BASE),
        Long.toString(pid, BASE),
        Long.toString(start, BASE),
        Integer.toString(number, BASE));
  }
}
