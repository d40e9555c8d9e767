package execo.g5k.oargrid;

import execo.g5k.oar.JobsRefusedException;
import execo.g5k.oar.Submitted;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submission at several sites, all or nothing.
 *
 * @param job the grid job; null if one of its jobs was refused
 * @param parts what became of each request, in their order
 */
public record GridSubmitted(@Nullable OargridJob job, List<Submitted> parts) {

  public GridSubmitted {
    parts = List.copyOf(parts);
  }

  /** What became of these parts. */
  public static GridSubmitted of(List<Submitted> parts) {
    boolean ok = !parts.isEmpty() && parts.stream().allMatch(Submitted::ok);
    return new GridSubmitted(
        ok ? new OargridJob(parts.stream().flatMap(each -> each.jobs().stream()).toList()) : null,
        parts);
  }

  /** Whether there is a grid job. */
  public boolean ok() {
    return job != null;
  }

  /** Which parts were refused and why, in one line; empty if none was. */
  public String message() {
    return ok() ? "" : Objects.requireNonNull(new JobsRefusedException(parts).getMessage());
  }
}
