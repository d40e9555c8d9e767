package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.kadeploy.Vlans;
import execo.testbed.grid5000.internal.oar.SiteResources;
import execo.testbed.grid5000.internal.site.GridSite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The vlans of a site: kavlan. */
public final class VlansApi implements SitePart.Service {
  /** Answers for any site. */
  public VlansApi() {}

  @Override
  public @Nullable Reply answer(Request request, GridSite site, List<String> rest) {
    var vlans = site.vlans();
    var root = "/sites/" + site.name() + "/vlans";
    if (rest.isEmpty()) {
      var names = new ArrayList<String>(List.of(Vlans.DEFAULT));
      vlans.ids().forEach(id -> names.add(id.toString()));
      var links =
          new Links(request).collection("self", root).item("parent", "/sites/" + site.name());
      return Reply.collection(
          request, collection(names.stream().map(id -> item(request, root, id)).toList(), links));
    }
    var first = rest.getFirst();
    if (first.equals("nodes")) {
      return nodes(request, site, root, rest.subList(1, rest.size()));
    }
    if (!vlans.exists(first)) {
      return null;
    }
    if (rest.size() == 1) {
      return Reply.item(request, 200, item(request, root, first));
    }
    return switch (rest.get(1)) {
      case "nodes" -> rest.size() == 2 ? vlanNodes(request, site, first) : null;
      case "users" -> users(request, site, root, first, rest.subList(2, rest.size()));
      case "dhcpd" -> dhcp(request, site, first);
      default -> null;
    };
  }

  private static ObjectNode collection(List<ObjectNode> items, Links links) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("total", items.size());
    node.put("offset", 0);
    items.forEach(node.putArray("items")::add);
    node.set("links", links.json());
    return node;
  }

  private static ObjectNode item(Request request, String root, String id) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("uid", id);
    node.put(
        "type",
        id.equals(Vlans.DEFAULT) ? "default" : SiteResources.vlanType(Integer.parseInt(id)));
    var self = root + "/" + id;
    node.set(
        "links",
        new Links(request)
            .item("self", self)
            .collection("parent", root)
            .item("dhcpd", self + "/dhcpd")
            .collection("nodes", self + "/nodes")
            .collection("users", self + "/users")
            .json());
    return node;
  }

  private static Reply vlanNodes(Request request, GridSite site, String vlan) {
    if (request.isGet()) {
      var all = new ArrayList<ObjectNode>();
      site.vlans()
          .moved()
          .forEach((node, id) -> {
            if (id.equals(vlan)) {
              all.add(nodeItem(node, id));
            }
          });
      var self = "/sites/" + site.name() + "/vlans/" + vlan;
      return Reply.collection(
          request,
          collection(
              all, new Links(request).collection("self", self + "/nodes").item("parent", self)));
    }
    var user = request.user();
    var body = request.json();
    if (!body.isArray() || body.isEmpty()) {
      throw new ApiError(422, "Missing node list");
    }
    if (!vlan.equals(Vlans.DEFAULT) && !site.holdsVlan(user, vlan)) {
      throw ApiError.forbidden();
    }
    var known = site.oar().nodes().keySet();
    var answer = JsonNodeFactory.instance.objectNode();
    for (var element : body) {
      var name = element.asString();
      var host = name.replaceFirst("^([^.]*-\\d+)-[a-z]+\\d+\\.", "$1.");
      var result = answer.putObject(name);
      if (!known.contains(host) || !site.holdsNode(user, host)) {
        result.put("status", "failure");
        result.put("message", known.contains(host) ? "Not authorized on node" : "Unknown node");
      } else if (site.vlans().move(name, vlan)) {
        result.put("status", "success");
        result.put("message", "Successfully moved to vlan " + vlan);
      } else {
        result.put("status", "unchanged");
        result.put("message", "Already in vlan " + vlan);
      }
    }
    return Reply.item(request, 200, answer);
  }

  private static ObjectNode nodeItem(String node, String vlan) {
    var item = JsonNodeFactory.instance.objectNode();
    item.put("uid", node);
    item.put("vlan", vlan);
    return item;
  }

  private static @Nullable Reply nodes(
      Request request, GridSite site, String root, List<String> rest) {
    var vlans = site.vlans();
    if (rest.size() == 1) {
      return Reply.item(request, 200, nodeItem(rest.getFirst(), vlans.vlan(rest.getFirst())));
    }
    var names = new ArrayList<String>();
    if (request.method().equals("POST")) {
      request.json().forEach(node -> names.add(node.asString()));
      if (names.isEmpty()) {
        throw new ApiError(422, "Missing node list");
      }
    } else {
      names.addAll(site.oar().nodes().keySet());
      vlans.moved().keySet().stream().filter(node -> !names.contains(node)).forEach(names::add);
    }
    var links = new Links(request).collection("self", root + "/nodes").item("parent", root);
    return Reply.collection(
        request,
        collection(names.stream().map(node -> nodeItem(node, vlans.vlan(node))).toList(), links));
  }

  private static Reply users(
      Request request, GridSite site, String root, String vlan, List<String> rest) {
    var users = new LinkedHashMap<String, ObjectNode>();
    for (var job : site.oar().current()) {
      if (job.state().holds() && job.values("kavlan", "vlan").contains(vlan)) {
        var item = JsonNodeFactory.instance.objectNode();
        item.put("uid", job.user());
        item.put("status", "authorized");
        users.put(job.user(), item);
      }
    }
    if (rest.isEmpty()) {
      var self = root + "/" + vlan;
      return Reply.collection(
          request,
          collection(
              List.copyOf(users.values()),
              new Links(request).collection("self", self + "/users").item("parent", self)));
    }
    var user = users.get(rest.getFirst());
    if (!request.isGet()) {
      throw ApiError.forbidden();
    }
    if (user == null) {
      user = JsonNodeFactory.instance.objectNode();
      user.put("uid", rest.getFirst());
      user.put("status", "unauthorized");
    }
    return Reply.item(request, 200, user);
  }

  private static Reply dhcp(Request request, GridSite site, String vlan) {
    if (!request.method().equals("PUT")) {
      throw ApiError.notAllowed(request);
    }
    var action = request.json().path("action").asString("");
    if (!site.holdsVlan(request.user(), vlan)) {
      throw ApiError.forbidden();
    }
    if (!List.of("start", "stop").contains(action)) {
      throw new ApiError(422, "Unknown action: '" + action + "'");
    }
    site.vlans().dhcp(vlan, action.equals("start"));
    return Reply.of(204);
  }
}
