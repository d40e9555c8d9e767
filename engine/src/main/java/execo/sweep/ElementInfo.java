package execo.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an element of a sweep.
 *
 * @param state {@code todo}, {@code in progress}, {@code done}, {@code skipped} or {@code failed}
 * @param worker who was the last to do something with it; empty if nobody or a person did
 * @param when when that was; null if nobody touched it
 * @param duration how long it took until it was done; null if it is not, or that is not known
 * @param attempts its attempts that failed, the last one last
 */
public record ElementInfo<E>(
    E element,
    String state,
    String worker,
    @Nullable Instant when,
    @Nullable Duration duration,
    List<Failure.Attempt> attempts) {
  static <E> ElementInfo<E> untouched(E element) {
    return new ElementInfo<>(element, "todo", "", null, null, List.of());
  }

  /** All of it as one JSON object on a line; times in seconds, dates in UTC. */
  public String toJson() {
    return StatusJson.of(this);
  }
}
