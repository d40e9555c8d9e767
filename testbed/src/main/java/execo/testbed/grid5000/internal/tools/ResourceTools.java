package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.JobProcesses;
import execo.testbed.grid5000.internal.oar.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** What tells of resources: oarnodes and oarprint. */
final class ResourceTools {
  private static final Pattern PROPERTY = Pattern.compile("(\\w+) = '([^']*)'");

  private ResourceTools() {}

  static String oarnodes(Call call) throws IOException, ToolException {
    var options = new Options("J|json s|state l|list r|resource= sql= e h a", call.arguments());
    var oar = call.site().oar();
    var nodes = new LinkedHashMap<String, List<Resource>>();
    for (var resource : oar.resources()) {
      var host = resource.host();
      if (!host.isEmpty() && (options.rest().isEmpty() || options.rest().contains(host))) {
        nodes.computeIfAbsent(host, h -> new ArrayList<>()).add(resource);
      }
    }
    var states = oar.nodes();
    if (options.has("l")) {
      call.out(lines(nodes.keySet()));
    } else if (options.has("s") && options.has("J")) {
      var all = JsonNodeFactory.instance.objectNode();
      nodes.forEach((host, resources) -> {
        var node = all.putObject(host);
        var state = states.get(host);
        resources.forEach(
            r -> node.put(Integer.toString(r.id()), state == null ? "" : state.text()));
      });
      call.out(OarJson.text(all));
    } else if (options.has("s")) {
      for (var node : nodes.entrySet()) {
        call.out(node.getKey() + "\n");
        var state = states.get(node.getKey());
        for (var resource : node.getValue()) {
          call.out("    " + resource.id() + " : " + (state == null ? "" : state.text()) + "\n");
        }
      }
    } else if (options.has("J")) {
      var all = JsonNodeFactory.instance.objectNode();
      var jobs = new LinkedHashMap<Resource, String>();
      oar.current().stream()
          .filter(job -> job.state().holds())
          .forEach(job ->
              job.resources()
                  .forEach(r -> jobs.merge(r, Integer.toString(job.id()), (a, b) -> a + ", " + b)));
      var wanted =
          options.rest().isEmpty()
              ? oar.resources()
              : nodes.values().stream().flatMap(List::stream).toList();
      for (var resource : wanted) {
        var item = OarJson.resource(resource, oar);
        if (jobs.containsKey(resource)) {
          item.put("jobs", jobs.get(resource));
        }
        all.set(Integer.toString(resource.id()), item);
      }
      call.out(OarJson.text(all));
    } else {
      for (var node : nodes.entrySet()) {
        for (var resource : node.getValue()) {
          var state = states.get(node.getKey());
          call.out(
              "network_address: "
                  + node.getKey()
                  + "\nresource_id: "
                  + resource.id()
                  + "\nstate: "
                  + (state == null ? "" : state.text())
                  + "\nproperties: "
                  + JobProcesses.properties(resource)
                      .strip()
                      .replace(" = '", "=")
                      .replace("' , ", ", ")
                      .replaceAll("'$", "")
                  + "\n\n");
        }
      }
    }
    return "0";
  }

  private static String lines(Iterable<String> words) {
    var text = new StringBuilder();
    words.forEach(word -> text.append(word).append('\n'));
    return text.toString();
  }

  static String oarprint(Call call) throws IOException, ToolException {
    var options = new Options("f= P= C= F= v h", call.arguments());
    var property = options.rest().isEmpty() ? "host" : options.rest().getFirst();
    var wanted =
        options.value("P") == null
            ? List.of(property)
            : List.of(String.valueOf(options.value("P")).split(","));
    var given = options.value("f");
    var file = given == null ? call.variable("OAR_RESOURCE_PROPERTIES_FILE") : given;
    if (file.isEmpty()) {
      throw new ToolException(1, "", "Cannot read the resource properties file\n");
    }
    var values = new TreeSet<String>();
    for (var line : call.read(file).lines().toList()) {
      var row = new LinkedHashMap<String, String>();
      var matcher = PROPERTY.matcher(line);
      while (matcher.find()) {
        row.put(matcher.group(1), matcher.group(2));
      }
      if (row.containsKey(property)) {
        values.add(
            String.join(" ", wanted.stream().map(name -> row.getOrDefault(name, "")).toList()));
      }
    }
    call.out(lines(values));
    return "0";
  }
}
