package execo.testbed.grid5000.internal.site;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a reservation is to be: what follows {@code oarsub -r}, a start alone or a start and an end
 * with a comma between them.
 *
 * @param start its start
 * @param length the time up to its end, null if none is given
 */
public record Dates(Instant start, @Nullable Duration length) {

  /** Those of a text, in the zone of a site; null if it is malformed or ends before it starts. */
  public static @Nullable Dates of(GridSite site, String text) {
    var parts = text.split(",", 2);
    var start = site.date(parts[0].strip());
    if (start == null || parts.length == 1) {
      return start == null ? null : new Dates(start, null);
    }
    var end = site.date(parts[1].strip());
    return end == null || !end.isAfter(start)
        ? null
        : new Dates(start, Duration.between(start, end));
  }

  /** Resources with the walltime that reaches up to the end, but for those that have their own. */
  public List<String> within(List<String> resources) {
    if (length == null) {
      return resources;
    }
    var walltime =
        ",walltime="
            + length.toHours()
            + ":"
            + length.toMinutesPart()
            + ":"
            + length.toSecondsPart();
    var wanted = resources.isEmpty() ? List.of("nodes=1") : resources;
    return wanted.stream()
        .map(text -> text.contains("walltime=") ? text : text + walltime)
        .toList();
  }
}
