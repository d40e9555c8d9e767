package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.kadeploy.Environment;
import execo.testbed.grid5000.internal.site.GridSite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The environments that nodes can be deployed with. */
public final class EnvironmentsApi implements SitePart.Service {
  /** Answers for any site. */
  public EnvironmentsApi() {}

  @Override
  public @Nullable Reply answer(Request request, GridSite site, List<String> rest) {
    var root = "/sites/" + site.name() + "/environments";
    var all = site.kadeploy().systems();
    if (!request.isGet()) {
      throw ApiError.notAllowed(request);
    }
    if (rest.size() == 1) {
      return all.stream()
          .filter(system -> system.uid().equals(rest.getFirst()))
          .findFirst()
          .map(system -> Reply.item(request, 200, item(request, root, system)))
          .orElse(null);
    }
    if (!rest.isEmpty()) {
      return null;
    }
    if (request.argument("user") != null && request.caller().anonymous()) {
      throw ApiError.forbidden();
    }
    var latest = latest(all);
    var wanted =
        all.stream()
            .filter(system -> matches(request, "user", system.user()))
            .filter(system -> matches(request, "name", system.name()))
            .filter(system -> matches(request, "arch", system.arch()))
            .filter(system ->
                "no".equals(request.argument("latest_only")) || latest.containsValue(system))
            .toList();
    var node = JsonNodeFactory.instance.objectNode();
    node.put("total", wanted.size());
    node.put("offset", 0);
    var items = node.putArray("items");
    wanted.forEach(system -> items.add(item(request, root, system)));
    node.set(
        "links",
        new Links(request).collection("self", root).item("parent", "/sites/" + site.name()).json());
    return Reply.collection(request, node).with("Cache-Control", "max-age=60, public");
  }

  private static Map<String, Environment> latest(List<Environment> all) {
    var latest = new HashMap<String, Environment>();
    for (var system : all) {
      latest.merge(
          system.name() + " " + system.arch(), system, (a, b) -> a.version() > b.version() ? a : b);
    }
    return latest;
  }

  private static boolean matches(Request request, String argument, String value) {
    var wanted = request.argument(argument);
    return wanted == null || wanted.equals(value);
  }

  private static ObjectNode item(Request request, String root, Environment system) {
    var node = system.json();
    node.set(
        "links",
        new Links(request)
            .item("self", root + "/" + system.uid())
            .collection("parent", root)
            .json());
    return node;
  }
}
