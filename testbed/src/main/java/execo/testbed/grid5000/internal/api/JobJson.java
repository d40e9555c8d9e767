package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.Resource;
import execo.testbed.grid5000.internal.site.GridSite;
import java.util.function.Predicate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Jobs as the API shows them: null fields are left out. Other than OAR's tools it tells what a job
 * asks for and is planned to get before it has it (g5k-api, lib/oar/job.rb).
 */
final class JobJson {
  private JobJson() {}

  static ObjectNode of(Request request, GridSite site, JobInfo job, boolean events) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("uid", job.id());
    node.put("user_uid", job.user());
    node.put("user", job.user());
    node.put("walltime", job.walltime() > 0 ? job.walltime() : job.asked());
    node.put("queue", job.queue());
    node.put("state", job.state().lower());
    node.put("project", job.project());
    if (job.submission().name() != null) {
      node.put("name", job.submission().name());
    }
    var types = node.putArray("types");
    job.submission().types().forEach(types::add);
    node.put("mode", job.mode());
    node.put("command", job.submission().command() == null ? "" : job.submission().command());
    node.put("submitted_at", job.submitted());
    var scheduled = job.predicted() > 0 ? job.predicted() : job.started();
    if (scheduled > 0) {
      node.put("scheduled_at", scheduled);
    }
    node.put("started_at", job.state().pending() ? 0 : job.started());
    if (job.stopped() > 0) {
      node.put("stopped_at", job.stopped());
    }
    node.put("message", job.message());
    if (job.exit() != null) {
      node.put("exit_code", job.exit());
    }
    node.put("properties", job.submission().properties());
    node.put("directory", job.submission().directory());
    if (events) {
      var array = node.putArray("events");
      for (var event : job.events()) {
        var item = array.addObject();
        item.put("uid", event.id());
        item.put("created_at", event.date());
        item.put("type", event.type());
        item.put("description", event.description());
      }
    }
    var self = "/sites/" + site.name() + "/jobs/" + job.id();
    node.set(
        "links",
        new Links(request).item("self", self).item("parent", "/sites/" + site.name()).json());
    return node;
  }

  /** Adds the resources of a job: those that it has, else those that it is planned to get. */
  static ObjectNode withResources(ObjectNode node, JobInfo job) {
    var resources = job.resources().isEmpty() ? job.planned() : job.resources();
    var nodes = node.putArray("assigned_nodes");
    resources.stream()
        .map(Resource::host)
        .filter(Predicate.not(String::isEmpty))
        .distinct()
        .forEach(nodes::add);
    var byType = node.putObject("resources_by_type");
    for (var resource : resources) {
      switch (resource.type()) {
        case "default" ->
            byType.withArray("cores").add(resource.host() + "/" + resource.text("cpuset"));
        case "subnet" ->
            byType
                .withArray("subnets")
                .add(resource.text("subnet_address") + "/" + resource.text("subnet_prefix"));
        default -> byType.withArray("vlans").add(resource.text("vlan"));
      }
    }
    return node;
  }
}
