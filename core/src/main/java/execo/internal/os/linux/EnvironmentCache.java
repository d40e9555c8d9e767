package execo.internal.os.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last environment in C's form: children that are started together mostly share one map.
 *
 * <p>Thread-safe.
 */
final class EnvironmentCache {
  private record Entry(Map<String, String> environment, MemorySegment encoded) {}

  private volatile @Nullable Entry last;

  MemorySegment encoded(Map<String, String> environment) {
    Entry entry = last;
    if (entry == null || !entry.environment.equals(environment)) {
      entry = new Entry(environment, NativeStrings.array(environment, Arena.ofAuto()));
      last = entry;
    }
    return entry.encoded;
  }
}
