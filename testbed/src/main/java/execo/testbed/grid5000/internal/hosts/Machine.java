package execo.testbed.grid5000.internal.hosts;

import execo.testbed.grid5000.internal.kadeploy.Vlans;
import execo.testbed.internal.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A frontend or a node. Thread-safe. */
public final class Machine implements Site {
  /** The variable that tells the node which its processes are on. */
  static final String MARK = "EXECO_STANDIN_NODE";

  private final String name;
  private final String site;
  private final Addresses addresses;
  private final boolean node;
  private final String device;
  private final Places places;
  private final Holders holders;
  private final Doorkeeper doorkeeper;
  private volatile @Nullable Deployed deployed;
  private volatile boolean dead;
  private volatile String vlan = Vlans.DEFAULT;

  Machine(
      String name,
      String site,
      Addresses addresses,
      boolean node,
      String device,
      Places places,
      Holders holders,
      Doorkeeper doorkeeper) {
    this.name = name;
    this.site = site;
    this.addresses = addresses;
    this.node = node;
    this.device = device;
    this.places = places;
    this.holders = holders;
    this.doorkeeper = doorkeeper;
  }

  /**
   * A system that a user has put on a node.
   *
   * @param user who
   * @param environment which
   * @param keys the public keys that open it for root, as in a file of authorized keys
   */
  record Deployed(String user, String environment, List<String> keys) {}

  /** Its full name. */
  public String name() {
    return name;
  }

  /** The site that it is at. */
  public String site() {
    return site;
  }

  /** Whether it is a node, not a frontend. */
  public boolean isNode() {
    return node;
  }

  /** The address that it has in the vlan where it is. */
  @Override
  public String address() {
    return addresses.in(vlan);
  }

  /** The addresses that it has in vlans. */
  Addresses addresses() {
    return addresses;
  }

  /** Puts it into a vlan. */
  void vlan(String newValue) {
    vlan = newValue;
    try {
      Files.writeString(directory().resolve("address"), address() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return places.machine(name);
  }

  boolean dead() {
    return dead;
  }

  void dead(boolean newValue) {
    dead = newValue;
  }

  @Nullable Deployed deployed() {
    return deployed;
  }

  void deployed(@Nullable Deployed newValue) {
    deployed = newValue;
    try {
      var separator = device.matches(".*\\d") ? "p" : "";
      Files.writeString(
          directory().resolve("root-device"),
          "/dev/" + device + separator + (newValue == null ? 2 : 3) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path home(String user) {
    return node && user.equals("root") ? places.rootHome(name) : places.home(site, user);
  }

  @Override
  public boolean admits(String user, PublicKey key) {
    return doorkeeper.admits(this, user, key);
  }

  @Override
  public Map<String, String> variables(String user) {
    var all = new LinkedHashMap<String, String>();
    var system = System.getenv("PATH");
    var path = places.bin() + ":" + (system == null ? "/usr/local/bin:/usr/bin:/bin" : system);
    all.put("PATH", node ? directory().resolve("bin") + ":" + path : path);
    all.put("HOSTNAME", name);
    all.put("STANDIN_SITE", site);
    all.put("STANDIN_HOST", name);
    var owner = user;
    if (node) {
      all.put(MARK, directory().toString());
      var holder =
          user.equals("root") || user.equals("oar")
              ? holders.of(name, null)
              : holders.of(name, user);
      if (holder != null) {
        all.put(JobProcesses.MARK, places.job(site, holder.id()).toString());
        owner = holder.user();
        if (user.equals("oar")) {
          all.putAll(JobProcesses.variables(places, site, holder));
        }
      }
    }
    all.put("STANDIN_USER", owner);
    return all;
  }
}
