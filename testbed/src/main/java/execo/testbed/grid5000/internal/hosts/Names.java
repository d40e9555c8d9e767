package execo.testbed.grid5000.internal.hosts;

import execo.testbed.grid5000.internal.kadeploy.Vlans;
import execo.testbed.grid5000.internal.site.GridSite;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The names of the machines, as users write them, and their addresses. A node's name in a kavlan is
 * that of the address that it has there, whether it is there or not. Immutable.
 */
public final class Names implements UnaryOperator<String> {
  private static final Pattern ADAPTER = Pattern.compile("^([^.]*-\\d+)-eth\\d+");
  private static final Pattern KAVLAN = Pattern.compile("^([^.]*-\\d+)-kavlan-(\\d{1,4})");

  private final Map<String, Machine> machines = new HashMap<>();
  private final String domain;
  private final GridHosts hosts;

  /** The names of all machines. */
  public Names(GridHosts hosts, String domain) {
    this.hosts = hosts;
    this.domain = domain;
    for (var machine : hosts.machines()) {
      for (var name : names(machine)) {
        machines.put(name, machine);
      }
    }
  }

  /** A node by its name with and without the site, a frontend also by that of its site. */
  private List<String> names(Machine machine) {
    var names = new ArrayList<String>();
    names.add(machine.name());
    var label = machine.name().substring(0, machine.name().indexOf('.'));
    names.add(label + "." + machine.site());
    if (machine.isNode()) {
      names.add(label);
    } else {
      names.add(machine.site());
      names.add(machine.site() + domain);
      names.add("f" + machine.site());
    }
    return names;
  }

  /** The address of a machine; what is not a name of one remains. */
  @Override
  public String apply(String name) {
    var kavlan = KAVLAN.matcher(name);
    var vlan = kavlan.find() ? kavlan.group(2) : Vlans.DEFAULT;
    var plain = kavlan.replaceFirst("$1");
    var machine = machines.get(ADAPTER.matcher(plain).replaceFirst("$1"));
    return machine == null ? name : machine.addresses().in(vlan);
  }

  /**
   * Writes the configuration for ssh.
   *
   * @param sites the sites, whose vlans have names
   */
  public void writeSshConfig(String user, Map<String, GridSite> sites) throws IOException {
    var text = new StringBuilder();
    for (var machine : hosts.machines()) {
      var names = names(machine);
      if (machine.isNode()) {
        names.addAll(named(machine, "-eth?"));
      }
      block(text, names, machine.addresses().in(Vlans.DEFAULT));
    }
    for (var machine : hosts.machines()) {
      var site = sites.get(machine.site());
      if (machine.isNode() && site != null) {
        for (var id : site.vlans().ids()) {
          var address = machine.addresses().in(id.toString());
          block(text, named(machine, "-kavlan-" + id), address);
        }
      }
    }
    text.append("Host *\n  User ").append(user).append("\n  Port ").append(hosts.port());
    text.append("\n  IdentityFile \"").append(hosts.keys().file());
    text.append("\"\n  UserKnownHostsFile \"").append(hosts.keys().knownHosts());
    text.append("\"\n  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n");
    text.append("  IdentitiesOnly yes\n  LogLevel ERROR\n");
    Files.writeString(hosts.places().sshConfig(), text);
  }

  /** The names of a node with something after its label. */
  private List<String> named(Machine machine, String more) {
    var label = machine.name().substring(0, machine.name().indexOf('.')) + more;
    return List.of(label, label + "." + machine.site(), label + "." + machine.site() + domain);
  }

  private static void block(StringBuilder text, List<String> names, String address) {
    text.append("Host ").append(String.join(" ", names)).append('\n');
    text.append("  HostName ").append(address).append('\n');
  }
}
