package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.data.Reference;
import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.NodeState;
import execo.testbed.grid5000.internal.oar.Resource;
import execo.testbed.grid5000.internal.site.GridSite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the nodes, vlans and subnets of a site do, now and as far as it is planned. */
public final class StatusApi implements ApiPart {
  private final Map<String, GridSite> sites;
  private final Supplier<Reference> reference;

  /** Answers for sites and their clusters. */
  public StatusApi(Map<String, GridSite> sites, Supplier<Reference> reference) {
    this.sites = sites;
    this.reference = reference;
  }

  @Override
  public @Nullable Reply answer(Request request) {
    var path = request.segments();
    var ofSite = path.size() == 3;
    if (path.size() < 3
        || !path.getLast().equals("status")
        || !path.getFirst().equals("sites")
        || !(ofSite || (path.size() == 5 && path.get(2).equals("clusters")))) {
      return null;
    }
    var site = sites.get(path.get(1));
    if (site == null) {
      return null;
    }
    var cluster = ofSite ? null : path.get(3);
    var clusters = site.oar().resources().stream().map(resource -> resource.text("cluster"));
    if (cluster != null && clusters.noneMatch(cluster::equals)) {
      return null;
    }
    var disks = new ReservableDisks(reference.get(), site);
    return Reply.item(request, 200, new Status(request, site).json(cluster, disks));
  }

  /** One answer in the making. */
  private static final class Status {
    private final Request request;
    private final GridSite site;
    private final List<JobInfo> jobs;
    private final Map<Resource, JobInfo> holders = new HashMap<>();

    Status(Request request, GridSite site) {
      this.request = request;
      this.site = site;
      var waiting = !request.caller().anonymous() && shown("waiting");
      jobs = site.oar().current().stream().filter(job -> waiting || job.state().holds()).toList();
      for (var job : jobs) {
        if (job.state().holds()) {
          job.resources().forEach(resource -> holders.put(resource, job));
        }
      }
    }

    private boolean shown(String part) {
      return !"no".equals(request.argument(part));
    }

    ObjectNode json(@Nullable String cluster, ReservableDisks disks) {
      var node = JsonNodeFactory.instance.objectNode();
      node.put("uid", site.oar().time());
      if (shown("nodes")) {
        nodes(node.putObject("nodes"), cluster);
      }
      if (shown("disks")) {
        var details = !request.caller().anonymous() && shown("job_details");
        disks.addTo(node.putObject("disks"), cluster, request.argument("network_address"), details);
      }
      var parent = "/sites/" + site.name() + (cluster == null ? "" : "/clusters/" + cluster);
      if (cluster == null) {
        if (shown("vlans")) {
          others(node.putObject("vlans"), "kavlan", resource -> resource.text("vlan"));
        }
        if (shown("subnets")) {
          others(
              node.putObject("subnets"),
              "subnet",
              resource -> resource.text("subnet_address") + "/" + resource.text("subnet_prefix"));
        }
      }
      node.set(
          "links",
          new Links(request).item("self", parent + "/status").item("parent", parent).json());
      return node;
    }

    private void nodes(ObjectNode all, @Nullable String cluster) {
      var hosts = new LinkedHashMap<String, List<Resource>>();
      var only = request.argument("network_address");
      for (var resource : site.oar().resources()) {
        if (!resource.host().isEmpty()
            && (cluster == null || resource.text("cluster").equals(cluster))
            && (only == null || only.equals(resource.host()))) {
          hosts.computeIfAbsent(resource.host(), h -> new ArrayList<>()).add(resource);
        }
      }
      var states = site.oar().nodes();
      hosts.forEach((host, cores) ->
          node(all.putObject(host), host, cores, states.getOrDefault(host, NodeState.ALIVE)));
    }

    private void node(ObjectNode node, String host, List<Resource> cores, NodeState state) {
      var busy = 0;
      var freeable = 0;
      for (var core : cores) {
        var job = holders.get(core);
        if (job != null) {
          busy++;
          freeable += job.queue().equals("besteffort") ? 1 : 0;
        }
      }
      var free = state == NodeState.ALIVE ? cores.size() - busy : 0;
      node.put("hard", state.text().toLowerCase(Locale.ROOT));
      node.put("soft", soft(state, cores.size(), busy, freeable > 0));
      node.put("free_slots", free);
      node.put("freeable_slots", freeable);
      node.put("busy_slots", busy);
      reservations(node, resource -> resource.host().equals(host));
    }

    private static String soft(NodeState state, int all, int busy, boolean besteffort) {
      if (state == NodeState.DEAD) {
        return "unknown";
      }
      if (busy == 0) {
        return "free";
      }
      var text = busy == all ? "busy" : busy * 2 <= all ? "free_busy" : "busy_free";
      return besteffort ? text + "_besteffort" : text;
    }

    private void others(ObjectNode all, String type, Function<Resource, String> name) {
      for (var resource : site.oar().resources()) {
        if (resource.type().startsWith(type)) {
          var node = all.putObject(name.apply(resource));
          node.put("hard", "alive");
          node.put("soft", holders.containsKey(resource) ? "busy" : "free");
          node.put("type", resource.type());
          reservations(node, resource::equals);
        }
      }
    }

    private void reservations(ObjectNode node, Predicate<Resource> concerned) {
      if (request.caller().anonymous() || !shown("job_details")) {
        return;
      }
      var array = node.putArray("reservations");
      for (var job : jobs) {
        var resources = job.state().holds() ? job.resources() : job.planned();
        if (resources.stream().anyMatch(concerned)) {
          array.add(JobJson.of(request, site, job, false));
        }
      }
    }
  }
}
