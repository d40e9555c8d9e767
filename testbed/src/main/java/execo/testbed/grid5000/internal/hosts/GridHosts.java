package execo.testbed.grid5000.internal.hosts;

import execo.testbed.grid5000.internal.data.Item;
import execo.testbed.grid5000.internal.data.Reference;
import execo.testbed.grid5000.internal.kadeploy.Machines;
import execo.testbed.grid5000.internal.kadeploy.Vlans;
import execo.testbed.grid5000.internal.site.GridSite;
import execo.testbed.grid5000.internal.users.Accounts;
import execo.testbed.internal.CommandLine;
import execo.testbed.internal.FleetServer;
import execo.testbed.internal.Keys;
import execo.testbed.internal.Leftovers;
import execo.testbed.internal.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All machines of a stand-in, on one port of as many loopback addresses. Thread-safe. */
public final class GridHosts implements Machines, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GridHosts.class);
  private static final int TRIES = 20;

  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Machine> frontends = new LinkedHashMap<>();
  private final Map<String, Machine> byAddress = new ConcurrentHashMap<>();
  private final Map<String, GridSite> sites;
  private final Set<Machine> open = new HashSet<>();
  private final Places places;
  private final Keys keys;
  private final Accounts accounts;
  private final Doorkeeper doorkeeper;
  private final Holders holders;
  private final FleetServer server;
  private final String domain;
  private final int port;
  private boolean closed;

  /**
   * Starts the frontends; nodes are opened by jobs.
   *
   * @param reference the description of the machines
   * @param domain what follows the names of sites, as {@code .grid5000.fr}
   * @param sites the sites, filled before anybody connects
   * @param accounts who may use them
   */
  public GridHosts(
      Path directory,
      Reference reference,
      String domain,
      Map<String, GridSite> sites,
      Accounts accounts)
      throws IOException {
    this.accounts = accounts;
    this.domain = domain;
    this.sites = sites;
    places = new Places(directory);
    holders = new Holders(sites);
    keys = Keys.generate(directory);
    doorkeeper = new Doorkeeper(accounts, keys, holders, places);
    var net = 0;
    for (var site : reference.items(reference.grid(), "sites")) {
      addSite(reference, site, net++);
    }
    server = FleetServer.of(byAddress, keys, directory);
    port = listen();
    keys.writeKnownHosts(port);
  }

  private void addSite(Reference reference, Item site, int net) throws IOException {
    var suffix = "." + site.uid() + domain;
    var frontend =
        new Machine(
            "frontend" + suffix,
            site.uid(),
            new Addresses("127.20." + net + ".1"),
            false,
            "sda",
            places,
            holders,
            doorkeeper);
    add(frontend, "eth0", "00:16:3e:00:00:01");
    frontends.put(site.uid(), frontend);
    for (var cluster : reference.items(site, "clusters")) {
      for (var node : reference.items(cluster, "nodes")) {
        var index = machines.size();
        var disk = node.all().path("storage_devices").path(0).path("device").asString("sda");
        var machine =
            new Machine(
                node.uid() + suffix,
                site.uid(),
                Addresses.ofNode(index),
                true,
                disk,
                places,
                holders,
                doorkeeper);
        var name = "eth0";
        var mac = "00:16:3e:00:00:02";
        for (var adapter : node.all().path("network_adapters")) {
          if (adapter.path("mounted").asBoolean(false)) {
            name = adapter.path("name").asString(name);
            mac = adapter.path("mac").asString(mac);
            break;
          }
        }
        add(machine, name, mac);
      }
    }
  }

  private void add(Machine machine, String device, String mac) throws IOException {
    machines.put(machine.name(), machine);
    byAddress.put(machine.address(), machine);
    var directory = Files.createDirectories(machine.directory());
    if (machine.isNode()) {
      Files.createSymbolicLink(directory.resolve("bin"), places.nodeBin());
      Files.writeString(directory.resolve("device"), device + "\n");
      Files.writeString(directory.resolve("mac"), mac + "\n");
      machine.deployed(null);
      machine.vlan(Vlans.DEFAULT);
    }
  }

  private int listen() throws IOException {
    var addresses = frontends.values().stream().map(Machine::address).toList();
    for (var tries = 1; ; tries++) {
      var candidate = Loopback.freePort(byAddress.keySet());
      try {
        server.listen(addresses, candidate);
        return candidate;
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /** The port that all machines listen on. */
  public int port() {
    return port;
  }

  /** Where things are. */
  public Places places() {
    return places;
  }

  /** The key that opens the machines. */
  public Keys keys() {
    return keys;
  }

  /** Who may use them. */
  public Accounts accounts() {
    return accounts;
  }

  /** Who has which node. */
  public Holders holders() {
    return holders;
  }

  /** Whether all is over. */
  synchronized boolean closed() {
    return closed;
  }

  /** All machines. */
  public List<Machine> machines() {
    return List.copyOf(machines.values());
  }

  /** The machine of a full name, or null. */
  public @Nullable Machine machine(String name) {
    return machines.get(name);
  }

  /** The frontend of a site. */
  public Machine frontend(String site) {
    return Objects.requireNonNull(frontends.get(site), site);
  }

  /** The variable by which all processes of the stand-in are found. */
  Map<String, String> mark() {
    return Map.of(CommandLine.MARK, places.directory().toString());
  }

  /** Lets users connect to a machine, unless it is dead. */
  public synchronized void open(String name) {
    var machine = machine(name);
    if (closed || machine == null || machine.dead() || (machine.isNode() && !open.add(machine))) {
      return;
    }
    bind(machine);
  }

  private void bind(Machine machine) {
    try {
      server.bind(endpoint(machine));
    } catch (IOException e) {
      open.remove(machine);
      LOG.warn("{} cannot be served: {}", machine.name(), e.toString());
    }
  }

  /** An adapter is in a vlan now: a node whose own it is has another address and name there. */
  public void moved(String adapter, String vlan) {
    var machine = machine(adapter);
    if (machine != null) {
      move(machine, vlan);
    }
  }

  private synchronized void move(Machine machine, String vlan) {
    var reached = !closed && open.contains(machine);
    if (reached) {
      server.unbind(endpoint(machine));
      server.cut(machine);
    }
    machine.vlan(vlan);
    byAddress.put(machine.address(), machine);
    if (reached) {
      bind(machine);
    }
  }

  private InetSocketAddress endpoint(Machine machine) {
    return new InetSocketAddress(InetAddress.ofLiteral(machine.address()), port);
  }

  /** Refuses connections to a machine and ends what runs on it. */
  private synchronized void shut(Machine machine) {
    if (closed) {
      return;
    }
    open.remove(machine);
    server.unbind(endpoint(machine));
    server.cut(machine);
    if (machine.isNode()) {
      Leftovers.kill(Machine.MARK, machine.directory().toString());
    }
  }

  /** Closes a node unless a job other than a given one has it; it becomes as it was. */
  void release(String name, int job) {
    var machine = machine(name);
    if (machine == null) {
      return;
    }
    var site = Objects.requireNonNull(sites.get(machine.site()));
    var others =
        site.oar().current().stream()
            .anyMatch(other ->
                other.id() != job && other.state().holds() && other.hosts().contains(name));
    if (!others) {
      shut(machine);
      machine.deployed(null);
      site.vlans().restore(name);
    }
  }

  /** A machine goes away without a word, until it is revived. */
  public void die(String name) {
    var machine = known(name);
    machine.dead(true);
    shut(machine);
  }

  /** A machine is back. */
  public void revive(String name) {
    var machine = known(name);
    machine.dead(false);
    if (!machine.isNode() || holders.of(name, null) != null) {
      open(name);
    }
  }

  private Machine known(String name) {
    var machine = machine(name);
    if (machine == null) {
      throw new IllegalArgumentException("unknown machine: '" + name + "'");
    }
    return machine;
  }

  @Override
  public boolean mayDeploy(String user, String host) {
    var holder = holders.of(host, user);
    return holder != null && holder.is("deploy");
  }

  @Override
  public void rebooting(String host) {
    var machine = machine(host);
    if (machine != null) {
      shut(machine);
    }
  }

  @Override
  public void deployed(String host, String user, String environment, List<String> lines) {
    var machine = machine(host);
    if (machine != null) {
      machine.deployed(new Machine.Deployed(user, environment, lines));
      open(host);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    server.end();
    Leftovers.kill(places.directory());
  }
}
