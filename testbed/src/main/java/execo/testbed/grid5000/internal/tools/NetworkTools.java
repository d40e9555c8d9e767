package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.JobState;
import execo.testbed.grid5000.internal.oar.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tools for vlans and subnets: kavlan and g5k-subnets. */
final class NetworkTools {
  private NetworkTools() {}

  private static List<JobInfo> jobs(Call call, Options options) throws ToolException {
    var given = options.value("j");
    var id = given == null || given.isEmpty() ? call.variable("OAR_JOB_ID") : given;
    if (!id.isEmpty() && !id.matches("\\d{1,9}")) {
      throw new ToolException(1, "", "Invalid job id: " + id + "\n");
    }
    return call.site().oar().current().stream()
        .filter(job -> job.state() == JobState.RUNNING && job.user().equals(call.user()))
        .filter(job -> id.isEmpty() || id.equals(Integer.toString(job.id())))
        .toList();
  }

  static String kavlan(Call call) throws IOException, ToolException {
    var options =
        new Options(
            "V|show-vlan-id l|get-nodelist s|set r|get-vlan i|vlan-id= f|filenode= m|machine= "
                + "j|oar-jobid? e|enable-dhcp d|disable-dhcp v|verbose q|quiet h|help",
            call.arguments());
    var jobs = jobs(call, options);
    var vlans = jobs.stream().flatMap(job -> job.values("kavlan", "vlan").stream()).toList();
    var chosen = options.value("i");
    if (options.has("V")) {
      if (vlans.isEmpty()) {
        throw new ToolException(1, "", "No vlan is associated with your jobs\n");
      }
      call.out(String.join("\n", vlans) + "\n");
    } else if (options.has("l")) {
      for (var job : jobs) {
        var vlan = job.values("kavlan", "vlan");
        for (var host : job.hosts()) {
          call.out(
              vlan.isEmpty()
                  ? host + "\n"
                  : host.replaceFirst("\\.", "-kavlan-" + vlan.getFirst() + ".") + "\n");
        }
      }
    } else if (options.has("s")) {
      return set(call, nodes(call, options, jobs), chosen == null ? "" : chosen);
    } else if (options.has("r")) {
      for (var node : nodes(call, options, jobs)) {
        call.out(node + " is in vlan " + call.site().vlans().vlan(node) + "\n");
      }
    } else if (options.has("e") || options.has("d")) {
      var vlan = chosen == null && !vlans.isEmpty() ? vlans.getFirst() : String.valueOf(chosen);
      if (!call.site().holdsVlan(call.user(), vlan)) {
        throw new ToolException(1, "", "You do not have the right to use the vlan " + vlan + "\n");
      }
      call.site().vlans().dhcp(vlan, options.has("e"));
      call.out("   ... OK\n");
    } else {
      throw new ToolException(1, "", "Usage: kavlan [options]\n");
    }
    return "0";
  }

  private static String set(Call call, List<String> nodes, String vlan)
      throws IOException, ToolException {
    var site = call.site();
    if (!site.vlans().exists(vlan)) {
      throw new ToolException(1, "", "The vlan '" + vlan + "' does not exist\n");
    }
    var code = "0";
    for (var node : nodes) {
      var host = node.replaceFirst("^([^.]*-\\d+)-[a-z]+\\d+\\.", "$1.");
      if (!site.holdsNode(call.user(), host)
          || (!vlan.equals("DEFAULT") && !site.holdsVlan(call.user(), vlan))) {
        call.err("You do not have the right to move " + node + " to vlan " + vlan + "\n");
        code = "1";
      } else if (site.vlans().move(node, vlan)) {
        call.out(" ... node " + node + " changed to vlan " + vlan + "\n");
      } else {
        call.out(" ... node " + node + " is already in vlan " + vlan + "\n");
      }
    }
    return code;
  }

  private static List<String> nodes(Call call, Options options, List<JobInfo> jobs)
      throws IOException, ToolException {
    var nodes = new ArrayList<>(options.values("m"));
    for (var file : options.values("f")) {
      nodes.addAll(call.read(file).lines().filter(line -> !line.isBlank()).toList());
    }
    if (nodes.isEmpty()) {
      jobs.forEach(job -> nodes.addAll(job.hosts()));
    }
    return nodes;
  }

  static String subnets(Call call) throws IOException, ToolException {
    var options =
        new Options(
            "i|ip m|mac p|prefix a|all b|broadcast n|netmask g|gateway N|network H|dns-hostname "
                + "D|dns-ip j|job-id? s|summary o|oneline h|help",
            call.arguments());
    var jobs = jobs(call, options);
    if (jobs.isEmpty()) {
      throw new ToolException(1, "", "Error: job not found or not running\n");
    }
    var text = new StringBuilder();
    for (var job : jobs) {
      for (var resource : job.resources()) {
        if (resource.type().equals("subnet")) {
          text.append(subnet(call.site().suffix(), resource, options));
        }
      }
    }
    call.out(text.toString());
    return "0";
  }

  private static String subnet(String suffix, Resource resource, Options options) {
    var parts = resource.text("subnet_address").split("\\.", -1);
    var third = Integer.parseInt(parts[2]);
    var start = parts[0] + "." + parts[1] + ".";
    var prefix = resource.text("subnet_address") + "/" + resource.text("subnet_prefix");
    var last = Integer.parseInt(parts[1]) / 4 * 4 + 3;
    var gateway = parts[0] + "." + last + ".255.254";
    var text = new StringBuilder();
    if (options.has("i") || options.has("m")) {
      for (var i = 1; i < 4 * 256 - 1; i++) {
        var ip = start + (third + i / 256) + "." + i % 256;
        var mac =
            String.format(
                Locale.ROOT,
                "00:16:3e:%02x:%02x:%02x",
                Integer.parseInt(parts[1]),
                third + i / 256,
                i % 256);
        text.append(options.has("i") ? ip : "");
        text.append(options.has("i") && options.has("m") ? "\t" : "");
        text.append(options.has("m") ? mac : "").append('\n');
      }
    } else if (options.has("a")) {
      text.append(
          String.join(
              "\t",
              prefix,
              start + (third + 3) + ".255",
              "255.252.0.0",
              gateway,
              parts[0] + "." + Integer.parseInt(parts[1]) / 4 * 4 + ".0.0",
              "dns" + suffix,
              gateway.replace("255.254", "255.253")));
      text.append('\n');
    } else {
      text.append(prefix).append('\n');
    }
    return text.toString();
  }
}
