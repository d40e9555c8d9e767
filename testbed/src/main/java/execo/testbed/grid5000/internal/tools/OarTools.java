package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.JobProcesses;
import execo.testbed.grid5000.internal.oar.OarException;
import execo.testbed.grid5000.internal.oar.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** The smaller tools of OAR. */
final class OarTools {
  private static final Pattern PROPERTY = Pattern.compile("(\\w+) = '([^']*)'");

  private OarTools() {}

  static String oardel(Call call) throws IOException, ToolException {
    var options =
        new Options("c b s= array= sql= force-terminate-finishing-job h", call.arguments());
    if (options.rest().isEmpty()) {
      throw new ToolException(3, "", "[ERROR] No job to delete\n");
    }
    for (var id : options.rest()) {
      if (!id.matches("\\d{1,9}")) {
        throw new ToolException(4, "", "[ERROR] \"" + id + "\" is not a valid job identifier\n");
      }
    }
    var code = 0;
    var registered = new ArrayList<String>();
    for (var id : options.rest()) {
      call.out("Deleting the job = " + id + " ...");
      switch (call.site().oar().delete(Integer.parseInt(id), call.user())) {
        case REGISTERED -> {
          call.out("REGISTERED.\n");
          registered.add(id);
        }
        case NOT_YOURS -> {
          call.out("ERROR.\n");
          call.err("Cannot frag " + id + " ; You are not the right user.\n");
          code = 1;
        }
        case ALREADY -> {
          call.out("ERROR.\n");
          call.err("Cannot frag " + id + " ; This job was already killed.\n");
          code = 6;
        }
      }
    }
    if (!registered.isEmpty()) {
      call.out(
          "The job(s) [ "
              + String.join(" ", registered)
              + " ] will be deleted in the near future.\n");
    }
    return Integer.toString(code);
  }

  static String hold(Call call, boolean hold) throws IOException, ToolException {
    var options = new Options("r array= sql= h", call.arguments());
    var code = 0;
    for (var id : options.rest()) {
      var number = id.matches("\\d{1,9}") ? Integer.parseInt(id) : -1;
      var problem = call.site().oar().hold(number, call.user(), hold);
      if (problem != null) {
        call.err(problem + "\n");
        code = 1;
      }
    }
    return Integer.toString(code);
  }

  static String oarwalltime(Call call) throws IOException, ToolException {
    var words = new ArrayList<>(call.arguments());
    var delay = words.removeIf(word -> List.of("-d", "--delay-next-jobs").contains(word));
    words.removeIf(word -> List.of("-f", "--force", "-w", "--whole").contains(word));
    var id = words.isEmpty() ? call.variable("OAR_JOB_ID") : words.getFirst();
    var oar = call.site().oar();
    var job = id.matches("\\d{1,9}") ? oar.job(Integer.parseInt(id)) : null;
    if (job == null) {
      throw new ToolException(4, "", "Not found: could not find job " + id + "\n");
    }
    if (words.size() < 2) {
      call.out("Walltime change status for job " + id + " (job is " + job.state().text() + "):\n");
      call.out("  Current walltime:   " + JobText.duration(job.walltime()) + "\n");
      call.out("  Possible increase:  UNLIMITED\n");
      call.out("  Already granted:    +" + JobText.duration(job.change().granted()) + "\n");
      call.out("  Pending/unsatisfied:+" + JobText.duration(job.change().pending()) + "\n");
      return "0";
    }
    try {
      oar.changeWalltime(job.id(), call.user(), words.get(1), delay);
    } catch (OarException e) {
      var kind =
          switch (e.code()) {
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            default -> "Bad request";
          };
      throw new ToolException(e.code() == 403 ? 3 : 1, "", kind + ": " + e.err() + "\n");
    }
    call.out(
        "Accepted: walltime change request accepted for job "
            + id
            + ", it will be handled shortly.\n");
    return "0";
  }

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
