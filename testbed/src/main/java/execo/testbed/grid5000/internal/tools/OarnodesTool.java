package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.JobProcesses;
import execo.testbed.grid5000.internal.oar.NodeState;
import execo.testbed.grid5000.internal.oar.Oar;
import execo.testbed.grid5000.internal.oar.Resource;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells about nodes: oarnodes. */
final class OarnodesTool implements Tool {
  private static final String KNOWN = "J|json s|state l|list r|resource= sql= h|help V|version";

  @Override
  public String run(Call call) throws IOException, ToolException {
    var options = new Options(KNOWN, call.arguments());
    if (options.has("V")) {
      call.out(OarVersion.LINE);
      return "0";
    }
    var oar = call.site().oar();
    if (options.has("l")) {
      call.out(
          oar.nodes().keySet().stream().map(host -> host + "\n").collect(Collectors.joining()));
      return "0";
    }
    if (options.has("s")) {
      var nodes = states(oar, options.rest());
      call.out(options.has("J") ? statesJson(nodes) : statesText(nodes));
      return "0";
    }
    var resources = resources(call, options, oar);
    if (options.has("J")) {
      if (resources.isEmpty()) {
        throw new ToolException(255, "", "[OAR::Nodes] encode_result: no result to encode\n");
      }
      call.out(json(oar, resources));
    } else {
      call.out(text(oar, resources));
    }
    return "0";
  }

  private static List<Resource> resources(Call call, Options options, Oar oar) throws IOException {
    var condition = options.value("sql");
    if (condition != null) {
      try {
        return oar.resources(condition);
      } catch (IllegalArgumentException e) {
        call.err("DBD::Pg::st execute failed: ERROR:  " + e.getMessage() + "\n");
        return List.of();
      }
    }
    var ids = options.values("r");
    var hosts = options.rest();
    return oar.resources().stream()
        .filter(resource -> ids.isEmpty() || ids.contains(Integer.toString(resource.id())))
        .filter(resource -> hosts.isEmpty() || hosts.contains(resource.host()))
        .toList();
  }

  /** The states of the resources of nodes, those that are asked for or all. */
  private static Map<String, Map<String, String>> states(Oar oar, List<String> asked) {
    var states = oar.nodes();
    var nodes = new LinkedHashMap<String, Map<String, String>>();
    (asked.isEmpty() ? states.keySet() : asked)
        .forEach(host -> nodes.put(host, new LinkedHashMap<>()));
    for (var resource : oar.resources()) {
      var node = nodes.get(resource.host());
      if (node != null) {
        node.put(Integer.toString(resource.id()), state(states, resource));
      }
    }
    return nodes;
  }

  private static String state(Map<String, NodeState> states, Resource resource) {
    return states.getOrDefault(resource.host(), NodeState.ALIVE).text();
  }

  private static String statesText(Map<String, Map<String, String>> nodes) {
    var text = new StringBuilder();
    nodes.forEach((host, states) -> {
      text.append(host).append('\n');
      states.forEach(
          (id, state) -> text.append("    ").append(id).append(" : ").append(state).append('\n'));
    });
    return text.toString();
  }

  private static String statesJson(Map<String, Map<String, String>> nodes) {
    var all = JsonNodeFactory.instance.objectNode();
    nodes.forEach((host, states) -> states.forEach(all.putObject(host)::put));
    return OarJson.text(all);
  }

  /** The numbers of the jobs on resources. */
  private static Map<Integer, String> jobs(Oar oar) {
    var jobs = new LinkedHashMap<Integer, String>();
    for (var job : oar.current()) {
      if (job.state().holds()) {
        var id = Integer.toString(job.id());
        job.resources().forEach(r -> jobs.merge(r.id(), id, (a, b) -> a + ", " + b));
      }
    }
    return jobs;
  }

  private static String json(Oar oar, List<Resource> resources) {
    var all = JsonNodeFactory.instance.objectNode();
    var jobs = jobs(oar);
    for (var resource : resources) {
      var item = OarJson.resource(resource, oar);
      var busy = jobs.get(resource.id());
      if (busy != null) {
        item.put("jobs", busy);
      }
      all.set(Integer.toString(resource.id()), item);
    }
    return OarJson.text(all);
  }

  /** As OAR does, in the order of the numbers as texts. */
  private static String text(Oar oar, List<Resource> resources) {
    var states = oar.nodes();
    var jobs = jobs(oar);
    var text = new StringBuilder();
    resources.stream()
        .sorted(Comparator.comparing(resource -> Integer.toString(resource.id())))
        .forEach(resource -> {
          text.append("network_address : ").append(resource.host()).append('\n');
          text.append("resource_id : ").append(resource.id()).append('\n');
          text.append("state : ").append(state(states, resource)).append('\n');
          var busy = jobs.get(resource.id());
          if (busy != null) {
            text.append("jobs: ").append(busy).append('\n');
          }
          text.append("properties : ").append(properties(resource)).append("\n\n");
        });
    return text.toString();
  }

  private static String properties(Resource resource) {
    return JobProcesses.properties(resource)
        .strip()
        .replace(" = '", "=")
        .replace("' , ", ", ")
        .replaceAll("'$", "");
  }
}
