package execo.testbed.grid5000;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.testbed.grid5000.internal.api.Entrances;
import execo.testbed.grid5000.internal.data.Reference;
import execo.testbed.grid5000.internal.hosts.GridHosts;
import execo.testbed.grid5000.internal.hosts.Names;
import execo.testbed.grid5000.internal.oar.NodeState;
import execo.testbed.grid5000.internal.site.GridSite;
import execo.testbed.grid5000.internal.site.GridSites;
import execo.testbed.grid5000.internal.tools.Calls;
import execo.testbed.grid5000.internal.users.Accounts;
import execo.testbed.internal.CommandLine;
import execo.testbed.internal.Leftovers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * A stand-in Grid'5000 on this machine: its API, and for each site OAR, kadeploy, a frontend that
 * is reached by ssh and has their tools, and nodes that are reached while a job holds them.
 *
 * {@snippet :
 * try (var grid = Grid5000Testbed.builder().sites("lyon").start()) {
 *   var submit = "oarsub -l nodes=2,walltime=1:00:00 -t deploy 'sleep 3600'";
 *   new SshProcess(submit, grid.frontend("lyon"), grid.connection()).run();
 * }
 * }
 *
 * <p>Commands run really, as the user of this JVM; whoever connects as another user is one for OAR
 * only, and root on a deployed node is the user of this JVM. Needs Linux. Thread-safe. Closing it,
 * or the end of the JVM, ends all that runs in it and deletes its directory.
 */
public final class Grid5000Testbed implements AutoCloseable {
  private final Accounts accounts;
  private final Path directory;
  private final VirtualClock clock;
  private final Map<String, GridSite> sites = new ConcurrentHashMap<>();
  private final GridHosts hosts;
  private final Calls calls;
  private final Names names;
  private final ZoneId zone;
  private final String domain;
  private final Entrances entrances;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread atExit = new Thread(this::end, "stand-in at exit");
  private volatile Reference reference;

  Grid5000Testbed(Grid5000Builder builder, Path directory) throws IOException {
    this.directory = directory;
    accounts = builder.accounts();
    zone = builder.zone();
    domain = builder.domain();
    reference = new Reference(builder.data().tree(), builder.data().changed());
    clock = new VirtualClock(builder.speed());
    hosts = new GridHosts(directory, reference, domain, sites, accounts);
    calls = new Calls(hosts, sites);
    names = new Names(hosts, domain);
    sites.putAll(GridSites.of(reference, builder, clock, hosts));
    names.writeSshConfig(accounts.first(), sites);
    entrances = new Entrances(accounts, sites, () -> reference);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** One with the data of 2020 and the users {@code alice} and {@code bob}, to be changed. */
  public static Grid5000Builder builder() {
    return new Grid5000Builder();
  }

  /** The base address of the API from outside, which asks for a user and a password. */
  public URI api() {
    return entrances.outside();
  }

  /** The base address of the API for everybody, which is to be read only. */
  public URI publicApi() {
    return entrances.everybody();
  }

  /**
   * The base address of the API from inside, where a user needs no password. It is made up at each
   * start, and as good as a password: whoever knows it is that user.
   *
   * @throws IllegalArgumentException if there is no such user
   */
  public URI insideApi(String user) {
    return entrances.inside(user);
  }

  /** The first user, as whom {@link #connection()} connects. */
  public String user() {
    return accounts.first();
  }

  /**
   * The password of a user.
   *
   * @throws IllegalArgumentException if there is no such user
   */
  public String password(String user) {
    return accounts.password(user);
  }

  /** The names of the sites. */
  public List<String> sites() {
    return List.copyOf(new TreeMap<>(sites).keySet());
  }

  /** The time of the sites. */
  public VirtualClock clock() {
    return clock;
  }

  /** The zone of the sites. */
  public ZoneId zone() {
    return zone;
  }

  /** What follows the name of a site in the names of its machines, {@code .grid5000.fr}. */
  public String domain() {
    return domain;
  }

  /** The frontend of a site, by its full name. */
  public Host frontend(String site) {
    return new Host(hosts.frontend(known(site).name()).name());
  }

  /** All nodes of a site, by their full names, whether they can be reached or not. */
  public List<Host> nodes(String site) {
    return known(site).oar().nodes().keySet().stream().map(Host::new).toList();
  }

  private GridSite known(String site) {
    var found = sites.get(site);
    if (found == null) {
      throw new IllegalArgumentException(
          "unknown site: '" + site + "', there are " + String.join(", ", sites()));
    }
    return found;
  }

  /**
   * How to connect to frontends and nodes: user, key, port, and the rewriting of names to
   * addresses.
   */
  public ConnectionParams connection() {
    return ConnectionParams.none()
        .withUser(user())
        .withKeyFile(hosts.keys().file())
        .withPort(hosts.port())
        .withHostKeys(HostKeyPolicy.STRICT)
        .withKnownHosts(hosts.keys().knownHosts())
        .withHostRewrite(names);
  }

  /** The addresses of machines by their names: full, without the domain, with a kavlan part. */
  public UnaryOperator<String> addresses() {
    return names;
  }

  /** The port that all machines listen on. */
  public int port() {
    return hosts.port();
  }

  /** A configuration file for ssh, by which {@code ssh -F FILE lyon} reaches a frontend. */
  public Path sshConfig() {
    return hosts.places().sshConfig();
  }

  /**
   * The configuration with which execo uses it, in its own form: the API with user and password,
   * names and time, looks at jobs at short intervals, and for all connections the file for ssh,
   * which has the addresses, the user and the key. A file with it is for its owner's eyes only.
   */
  public String configuration() {
    var options = "[-F, '" + sshConfig() + "']";
    var connection =
        "  host-keys: strict\n  known-hosts: '"
            + hosts.keys().knownHosts()
            + "'\n  ssh-options: "
            + options
            + "\n  scp-options: "
            + options
            + "\n";
    return "connection:\n"
        + connection
        + "frontend-connection:\n"
        + connection
        + "oarsh-connection:\n  ssh: ssh\n  scp: scp\n  taktuk-connector: ssh\n"
        + connection
        + "g5k:\n  api-uri: "
        + api()
        + "/\n  api-username: "
        + user()
        + "\n  api-password: '"
        + password(user()).replace("'", "''")
        + "'\n"
        + "  default-frontend: "
        + sites().getFirst()
        + "\n  domain-suffix: '"
        + domain
        + "'\n  time-zone: "
        + zone
        + "\n  polling-interval: 1s\n  tiny-polling-interval: 500ms\n";
  }

  /**
   * The variables with which a process on this machine is a user's on the frontend of a site.
   *
   * @throws IllegalArgumentException if there is no such site or user
   */
  public Map<String, String> environment(String site, String user) {
    var variables = new TreeMap<>(hosts.frontend(known(site).name()).variables(user));
    variables.put(CommandLine.MARK, directory.toString());
    variables.put("HOME", home(site, user).toString());
    variables.put("USER", user);
    return variables;
  }

  /**
   * The home of a user at a site.
   *
   * @throws IllegalArgumentException if there is no such site or user
   */
  public Path home(String site, String user) {
    password(user);
    return hosts.places().home(known(site).name(), user);
  }

  /** What was asked of apt-get on a node, in lines. */
  public List<String> aptGets(String node) {
    var file = hosts.places().machine(node).resolve("apt-get.log");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What was asked of the tools of a site lately, on its frontend and nodes, in lines: the user,
   * the tool and its arguments, also while it waits.
   */
  public List<String> toolCalls(String site) {
    return calls.traffic().calls(known(site).name());
  }

  /**
   * Lets calls of a tool at a site, such as {@code oarsub}, wait from now on before they do
   * anything.
   *
   * @throws IllegalArgumentException if there is no such site or tool
   */
  public void holdTool(String site, String tool) {
    calls.traffic().hold(known(site).name(), knownTool(tool));
  }

  /**
   * Lets calls of a tool at a site go on that wait.
   *
   * @throws IllegalArgumentException if there is no such site or tool
   */
  public void letGoTool(String site, String tool) {
    calls.traffic().letGo(known(site).name(), knownTool(tool));
  }

  private String knownTool(String tool) {
    if (!calls.names().contains(tool)) {
      throw new IllegalArgumentException(
          "unknown tool: '" + tool + "', there are " + String.join(", ", calls.names()));
    }
    return tool;
  }

  /** Serves other reference data from now on; the nodes to be reserved remain as they are. */
  public void use(ReferenceData data) {
    reference = new Reference(data.tree(), data.changed());
  }

  /** Answers the next requests to the API with a status, such as 502. */
  public void failRequests(int count, int status) {
    entrances.faults().fail(count, status);
  }

  /** Answers each request to the API so much later, in real time. */
  public void delayRequests(Duration delay) {
    entrances.faults().delay(delay);
  }

  /** How many requests the API has got. */
  public long requests() {
    return entrances.faults().requests();
  }

  /** Lets a frontend go down: it refuses connections and those there are are cut. */
  public void stopFrontend(String site) {
    hosts.die(hosts.frontend(known(site).name()).name());
  }

  /** Brings a frontend back. */
  public void restartFrontend(String site) {
    hosts.revive(hosts.frontend(known(site).name()).name());
  }

  /**
   * Lets the server of a site's OAR go down: its tools work, jobs are submitted with an error, and
   * neither start nor end by a deletion until it is back.
   */
  public void stopOar(String site) {
    known(site).oar().stop();
  }

  /**
   * Brings the server of a site's OAR back; deletions it has missed it carries out with the next.
   */
  public void startOar(String site) {
    known(site).oar().start();
  }

  /**
   * Lets a node die: what runs on it ends, it refuses connections, and OAR suspects it.
   *
   * @param node its full name
   */
  public void killNode(String node) {
    hosts.die(node);
    oarNode(node, NodeState.SUSPECTED);
  }

  /** Brings a node back. */
  public void reviveNode(String node) {
    hosts.revive(node);
    oarNode(node, NodeState.ALIVE);
  }

  private void oarNode(String node, NodeState state) {
    var machine = hosts.machine(node);
    if (machine == null || !machine.isNode()) {
      throw new IllegalArgumentException("unknown node: '" + node + "'");
    }
    known(machine.site()).oar().node(node, state);
  }

  /** Lets the next deployments of a node, by its full name, fail. */
  public void failDeployments(String node, int times) {
    var machine = hosts.machine(node);
    if (machine == null || !machine.isNode()) {
      throw new IllegalArgumentException("unknown node: '" + node + "'");
    }
    known(machine.site()).kadeploy().fail(node, times);
  }

  @Override
  public void close() {
    if (end()) {
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
  }

  private boolean end() {
    if (!closed.compareAndSet(false, true)) {
      return false;
    }
    clock.close();
    entrances.close();
    calls.close();
    hosts.close();
    Leftovers.delete(directory);
    return true;
  }
}
