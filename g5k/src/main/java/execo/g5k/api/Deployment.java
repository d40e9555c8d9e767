package execo.g5k.api;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A deployment by kadeploy as the API tells of it.
 *
 * @param id {@code D-} and a number
 * @param user whose it is, or null
 * @param environment what is deployed
 * @param status where it is
 * @param nodes the full names of its nodes
 * @param results by node, once it is over: {@code OK} or {@code KO}
 * @param createdAt when it was submitted, or null
 * @param updatedAt when it last changed, or null
 * @param json all that the API tells
 */
public record Deployment(
    String id,
    @Nullable String user,
    @Nullable String environment,
    Status status,
    List<String> nodes,
    Map<String, String> results,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    JsonNode json) {

  /** Where a deployment is. */
  public enum Status {
    WAITING,
    PROCESSING,
    /** It ended; single nodes may have failed nevertheless. */
    TERMINATED,
    ERROR,
    CANCELED,
    /** One that this program does not know. */
    UNKNOWN;

    /** Whether it is over and stays so. */
    public boolean over() {
      return this == TERMINATED || this == ERROR || this == CANCELED;
    }

    static Status of(String name) {
      for (Status each : values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
          return each;
        }
      }
      return UNKNOWN;
    }
  }

  static Deployment of(JsonNode node) {
    return new Deployment(
        Json.textOrEmpty(node, "uid"),
        Json.text(node, "user_uid"),
        Json.text(node, "environment"),
        Status.of(Json.textOrEmpty(node, "status")),
        Json.texts(node.path("nodes")),
        Json.map(node.path("result"), each -> Json.textOrEmpty(each, "state")),
        Json.instant(node, "created_at"),
        Json.instant(node, "updated_at"),
        node);
  }

  /** The nodes that are deployed. */
  public Set<String> deployed() {
    var names = new LinkedHashSet<String>();
    results.forEach((name, state) -> {
      if (state.equals("OK")) {
        names.add(name);
      }
    });
    return names;
  }

  /** The nodes that are not: those that failed, and those of which nothing is told. */
  public Set<String> undeployed() {
    var names = new LinkedHashSet<>(nodes);
    names.addAll(results.keySet());
    names.removeAll(deployed());
    return names;
  }
}
