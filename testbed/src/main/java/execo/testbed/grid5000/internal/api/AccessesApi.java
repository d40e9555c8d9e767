package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.data.Reference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is served of the whole grid at once: {@code /accesses}, the priority that each group has on
 * each set of nodes, and {@code /refrepo}, the reference data. There is one group, {@code default},
 * which may use all.
 */
public final class AccessesApi implements ApiPart {
  private final Supplier<Reference> current;

  /** Serves what is current at each request. */
  public AccessesApi(Supplier<Reference> current) {
    this.current = current;
  }

  @Override
  public @Nullable Reply answer(Request request) {
    var path = request.path();
    if (!path.equals("/accesses") && !path.equals("/refrepo")) {
      return null;
    }
    if (!request.isGet()) {
      throw ApiError.notAllowed(request);
    }
    var reference = current.get();
    var sites = reference.grid().deep(reference, "sites");
    if (path.equals("/accesses")) {
      return Reply.item(request, 200, accesses(sites));
    }
    var all = JsonNodeFactory.instance.objectNode();
    all.set("sites", sites);
    all.set("network_equipments", reference.grid().deep(reference, "network_equipments"));
    return Reply.item(request, 200, all);
  }

  /** Nodes that are in no set are in one of their cluster's name. */
  private static ObjectNode accesses(JsonNode sites) {
    var groups = JsonNodeFactory.instance.objectNode();
    var sets = groups.putObject("default");
    for (var site : sites) {
      for (var cluster : site.path("clusters")) {
        for (var node : cluster.path("nodes")) {
          sets.putObject(node.path("nodeset").asString(cluster.path("uid").asString()))
              .put("label", "p1")
              .put("level", 40);
        }
      }
    }
    return groups;
  }
}
