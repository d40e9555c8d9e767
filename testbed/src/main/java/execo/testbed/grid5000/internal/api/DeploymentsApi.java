package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.kadeploy.Deployment;
import execo.testbed.grid5000.internal.site.GridSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The deployments of a site. */
public final class DeploymentsApi implements SitePart.Service {
  /** Answers for any site. */
  public DeploymentsApi() {}

  @Override
  public @Nullable Reply answer(Request request, GridSite site, List<String> rest) {
    if (rest.isEmpty()) {
      return request.isGet() ? list(request, site) : submit(request, site);
    }
    if (rest.size() > 1) {
      return null;
    }
    var deployment = site.kadeploy().deployment(rest.getFirst());
    if (deployment == null) {
      throw new ApiError(404, "Couldn't find Grid5000::Deployment with ID=" + rest.getFirst());
    }
    return switch (request.method()) {
      case "GET", "HEAD" ->
          Reply.item(request, 200, item(request, site, deployment))
              .with("Cache-Control", "max-age=60, public");
      case "PUT" -> Reply.of(204);
      case "DELETE" -> {
        if (!deployment.order().user().equals(request.user())) {
          throw ApiError.forbidden();
        }
        site.kadeploy().cancel(deployment);
        yield Reply.of(202)
            .with("Location", JobsApi.location(request, self(site) + "/" + deployment.id()));
      }
      default -> throw ApiError.notAllowed(request);
    };
  }

  private static String self(GridSite site) {
    return "/sites/" + site.name() + "/deployments";
  }

  private static Reply list(Request request, GridSite site) {
    var all = site.kadeploy().deployments();
    var ordered = "true".equals(request.argument("reverse")) ? all : all.reversed();
    var user = request.argument("user");
    var status = request.argument("status");
    var wanted =
        ordered.stream()
            .filter(d -> user == null || user.equals(d.order().user()))
            .filter(d -> status == null || status.equals(name(d.status())))
            .toList();
    var links =
        new Links(request).collection("self", self(site)).item("parent", "/sites/" + site.name());
    return Reply.collection(
        request, Paging.page(request, wanted, d -> item(request, site, d), links));
  }

  private static String name(Deployment.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static Reply submit(Request request, GridSite site) {
    if (!request.method().equals("POST")) {
      throw ApiError.notAllowed(request);
    }
    var user = request.user();
    var body = request.jsonOrForm();
    var nodes = new ArrayList<String>();
    body.path("nodes").forEach(node -> nodes.add(node.asString()));
    if (nodes.isEmpty()) {
      throw invalid("you must specify at least one node to deploy");
    }
    var environment = body.path("environment").asString("");
    if (environment.isEmpty()) {
      throw invalid("you must specify an environment");
    }
    var kadeploy = site.kadeploy();
    if (!kadeploy.knows(environment)) {
      throw failed("The environment '" + environment + "' does not exist");
    }
    var forbidden = kadeploy.forbidden(user, nodes);
    if (!forbidden.isEmpty()) {
      throw failed("You do not have the right to deploy on nodes: " + String.join(", ", forbidden));
    }
    var vlan = body.path("vlan").asString("");
    if (!vlan.isEmpty() && !site.vlans().exists(vlan)) {
      throw failed("The vlan '" + vlan + "' does not exist");
    }
    if (!vlan.isEmpty() && !site.holdsVlan(user, vlan)) {
      throw failed("You do not have the right to use the vlan " + vlan);
    }
    var keys = List.of(body.path("key").asString("").split("\\R"));
    var deployment =
        kadeploy.deploy(new Deployment.Order(user, List.copyOf(nodes), environment, keys, vlan));
    return Reply.item(request, 201, item(request, site, deployment))
        .with("Location", JobsApi.location(request, self(site) + "/" + deployment.id()));
  }

  private static ApiError invalid(String why) {
    return new ApiError(400, "The deployment you are trying to submit is not valid: " + why);
  }

  private static ApiError failed(String why) {
    return new ApiError(400, "Cannot launch deployment: " + why);
  }

  private static ObjectNode item(Request request, GridSite site, Deployment deployment) {
    var node = JsonNodeFactory.instance.objectNode();
    var order = deployment.order();
    node.put("uid", deployment.id());
    node.put("site_uid", site.name());
    node.put("user_uid", order.user());
    node.put("environment", order.environment());
    order.nodes().forEach(node.putArray("nodes")::add);
    node.put("status", name(deployment.status()));
    if (!order.vlan().isEmpty()) {
      node.put("vlan", order.vlan());
    }
    node.put("created_at", deployment.created());
    node.put("updated_at", deployment.updated());
    if (deployment.status() == Deployment.Status.TERMINATED) {
      node.set("result", result(deployment));
    }
    node.set(
        "links",
        new Links(request)
            .item("self", self(site) + "/" + deployment.id())
            .item("parent", "/sites/" + site.name())
            .json());
    return node;
  }

  private static JsonNode result(Deployment deployment) {
    var result = JsonNodeFactory.instance.objectNode();
    var failed = deployment.failed();
    for (var host : deployment.order().nodes()) {
      var node = result.putObject(host);
      node.put("macro", "BootNewEnv");
      node.put("micro", failed.containsKey(host) ? "wait_reboot" : "end");
      node.put("state", failed.containsKey(host) ? "KO" : "OK");
    }
    return result;
  }
}
