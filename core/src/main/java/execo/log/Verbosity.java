package execo.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How much the log shows, as far as this program can say: the log belongs to what stands behind
 * SLF4J, and whoever sets that up tells here how it is changed. Thread-safe.
 */
public final class Verbosity {
  private static volatile @Nullable Consumer<LogLevel> setter;

  private Verbosity() {}

  /** Has {@link #set} do this. */
  public static void changedBy(Consumer<LogLevel> change) {
    setter = change;
  }

  /** Shows messages up to a level; false if nobody told how. */
  public static boolean set(LogLevel level) {
    Log.program(); // has the log set up
    var change = setter;
    if (change == null) {
      return false;
    }
    change.accept(level);
    return true;
  }
}
