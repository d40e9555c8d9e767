package execo.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element that failed.
 *
 * @param attempts how it failed, the last attempt last
 */
public record Failure<E>(E element, List<Attempt> attempts) {
  /**
   * An attempt that failed.
   *
   * @param reason why
   * @param worker who tried: host, process number and a mark of its own, between slashes
   * @param when when it failed
   * @param duration how long it took; null if that is not known
   */
  public record Attempt(String reason, String worker, Instant when, @Nullable Duration duration) {}

  /** Why the last attempt failed. */
  public String reason() {
    return attempts.isEmpty() ? "" : attempts.getLast().reason();
  }
}
