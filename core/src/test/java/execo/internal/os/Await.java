package execo.internal.os;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what no event tells of. */
public final class Await {
  private Await() {}

  /** Waits until a condition holds. */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not in time: " + what);
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  /** Waits until a process is gone or a zombie. */
  public static void gone(long pid) {
    until("end of process " + pid, () -> !runs(pid));
  }

  public static boolean runs(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
