package execo.cli.script;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The frames below a program's own in a stack trace, which tell its author nothing. */
final class LauncherFrames {
  private LauncherFrames() {}

  /** Takes them out of an exception, its causes and what it suppressed. */
  static void trim(Throwable thrown) {
    trim(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void trim(@Nullable Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return;
    }
    StackTraceElement[] trace = thrown.getStackTrace();
    int end = trace.length;
    while (end > 0 && ofLauncher(trace[end - 1].getClassName())) {
      end--;
    }
    thrown.setStackTrace(Arrays.copyOf(trace, end));
    trim(thrown.getCause(), seen);
    for (Throwable suppressed : thrown.getSuppressed()) {
      trim(suppressed, seen);
    }
  }

  private static boolean ofLauncher(String className) {
    return className.startsWith("execo.cli.")
        || className.startsWith("java.lang.reflect.")
        || className.startsWith("java.lang.invoke.")
        || className.startsWith("jdk.internal.reflect.");
  }
}
