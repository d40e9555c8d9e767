package execo.testbed.grid5000.internal.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The names of the machines, as users write them, and their addresses. Immutable. */
public final class Names implements UnaryOperator<String> {
  private static final Pattern OTHER = Pattern.compile("^([^.]*-\\d+)-(?:kavlan-\\d+|eth\\d+)");

  private final Map<String, String> addresses = new HashMap<>();
  private final String domain;
  private final GridHosts hosts;

  /** The names of all machines. */
  public Names(GridHosts hosts, String domain) {
    this.hosts = hosts;
    this.domain = domain;
    for (var machine : hosts.machines()) {
      for (var name : names(machine)) {
        addresses.put(name, machine.address());
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
    var plain = OTHER.matcher(name).replaceFirst("$1");
    return addresses.getOrDefault(plain, name);
  }

  /** Writes the configuration for ssh. */
  public void writeSshConfig(String user) throws IOException {
    var text = new StringBuilder();
    for (var machine : hosts.machines()) {
      var names = names(machine);
      if (machine.isNode()) {
        var label = machine.name().substring(0, machine.name().indexOf('.'));
        for (var suffix : new String[] {"", "." + machine.site(), "." + machine.site() + domain}) {
          names.add(label + "-kavlan-*" + suffix);
          names.add(label + "-eth?" + suffix);
        }
      }
      text.append("Host ").append(String.join(" ", names)).append('\n');
      text.append("  HostName ").append(machine.address()).append('\n');
    }
    text.append("Host *\n  User ").append(user).append("\n  Port ").append(hosts.port());
    text.append("\n  IdentityFile \"").append(hosts.keys().file());
    text.append("\"\n  UserKnownHostsFile \"").append(hosts.keys().knownHosts());
    text.append("\"\n  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n");
    text.append("  IdentitiesOnly yes\n  LogLevel ERROR\n");
    Files.writeString(hosts.places().sshConfig(), text);
  }
}
