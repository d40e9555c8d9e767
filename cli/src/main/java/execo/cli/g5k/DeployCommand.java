package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.kadeploy.Deploy;
import execo.g5k.kadeploy.Deployed;
import execo.g5k.kadeploy.Deployment;
import execo.host.Host;
import execo.host.Hosts;
import execo.time.Durations;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code execo g5k deploy}: an environment on nodes. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = "Deploys an environment on nodes of your jobs of the type deploy.",
    customSynopsis = "execo g5k deploy [OPTIONS] -m HOSTS",
    sortOptions = false,
    footer = {
      "",
      "Nodes that are deployed already are left alone, see --no-check. What kadeploy3 tells",
      "goes to standard error.",
      "",
      "Example:",
      "  execo g5k deploy -e debian12-min -m taurus-[1-4].lyon --tries 2"
    })
final class DeployCommand extends Task {
  @Option(names = "-e", paramLabel = "NAME", description = "A registered environment.")
  private @Nullable String name;

  @Option(
      names = "-a",
      paramLabel = "FILE",
      description = "The description of an environment: a path on the frontend, or a URL.")
  private @Nullable String file;

  @Option(names = "-u", paramLabel = "USER", description = "Whose environment it is.")
  private @Nullable String user;

  @Option(names = "--vlan", paramLabel = "N", description = "Put the nodes into this kavlan.")
  private @Nullable Integer vlan;

  @Option(
      names = "-m",
      paramLabel = "HOSTS",
      description = "Nodes, as taurus-[1-4].lyon or @FILE; may be given several times.")
  private List<String> hosts = List.of();

  @Option(names = "--tries", paramLabel = "N", description = "At most so many times (default: 1).")
  private int tries = 1;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "End a deployment that takes longer, as 20m (default: never).")
  private @Nullable String timeout;

  @Option(
      names = "--no-check",
      description = "Deploy also on nodes that are deployed, and believe what kadeploy3 tells.")
  private boolean noCheck;

  @Override
  int run() {
    Deploy deploy = Deploy.of(deployment()).tries(tries);
    if (noCheck) {
      deploy.noCheck();
    }
    if (timeout != null) {
      deploy.deployTimeout(Durations.parse(timeout));
    }
    deploy.onStdout((site, line) -> tell(site, line)).onStderr((site, line) -> tell(site, line));
    Deployed deployed = deploy.run();
    var listing = new Listing("NODE", "STATE");
    deployed.deployed().forEach(host -> add(listing, host, true));
    deployed.undeployed().forEach(host -> add(listing, host, false));
    print(listing);
    return deployed.all() ? 0 : REFUSED;
  }

  private static void add(Listing listing, Host host, boolean deployed) {
    var object = new LinkedHashMap<String, Object>();
    object.put("node", host.address());
    object.put("deployed", deployed);
    listing.add(object, host.address(), deployed ? "deployed" : "not deployed");
  }

  private Deployment deployment() {
    if (hosts.isEmpty()) {
      throw new BadInput("no nodes; give them with -m HOSTS");
    }
    if (name != null && file != null) {
      throw new BadInput("give -e or -a, not both");
    }
    var settings = G5kSettings.current();
    if (name == null
        && file == null
        && settings.get(G5kKeys.DEFAULT_ENV_NAME).isEmpty()
        && settings.get(G5kKeys.DEFAULT_ENV_FILE).isEmpty()) {
      throw new BadInput("no environment; give it with -e or -a, or configure default-env-name");
    }
    var deployment = Deployment.of(List.copyOf(nodes())).withUser(user).withVlan(vlan);
    if (file != null) {
      return deployment.withEnvFile(file);
    }
    return name == null ? deployment : deployment.withEnvName(name);
  }

  /** The nodes by their full names, as far as they have one that is known. */
  private Set<Host> nodes() {
    var nodes = new LinkedHashSet<Host>();
    var grid = new KnownGrid();
    try {
      for (String each : hosts) {
        for (Host host : Hosts.select(each, Reader.nullReader())) {
          nodes.add(node(host, grid));
        }
      }
    } catch (UncheckedIOException e) {
      throw new BadInput(e);
    }
    return nodes;
  }

  private static Host node(Host host, KnownGrid grid) {
    String name = host.address();
    if (name.indexOf('.') >= 0 && grid.data().isEmpty()) {
      return host;
    }
    var data = grid.required();
    data.host(name);
    return new Host(data.longName(name));
  }
}
