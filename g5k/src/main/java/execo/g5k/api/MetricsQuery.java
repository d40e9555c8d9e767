package execo.g5k.api;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which measures are wanted, of a job or of nodes.
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param arguments what the API is asked with
 */
public record MetricsQuery(Map<String, String> arguments) {

  public MetricsQuery {
    arguments = Map.copyOf(arguments);
  }

  /** The measures of a job's nodes while it runs. */
  public static MetricsQuery ofJob(long job) {
    return new MetricsQuery(Map.of("job_id", String.valueOf(job)));
  }

  /**
   * The measures of nodes, {@code taurus-1}.
   *
   * @param from the first moment, null for what kwollect takes then
   * @param to the last moment, null for now
   */
  public static MetricsQuery ofNodes(
      Collection<String> nodes, @Nullable Instant from, @Nullable Instant to) {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("measures need nodes");
    }
    var arguments = new LinkedHashMap<String, String>();
    arguments.put("nodes", String.join(",", nodes));
    if (from != null) {
      arguments.put("start_time", from.toString());
    }
    if (to != null) {
      arguments.put("end_time", to.toString());
    }
    return new MetricsQuery(arguments);
  }

  /** Of these metrics only, {@code wattmetre_power_watt}. */
  public MetricsQuery metrics(Collection<String> metrics) {
    var more = new LinkedHashMap<>(arguments);
    more.put("metrics", String.join(",", metrics));
    return new MetricsQuery(more);
  }
}
