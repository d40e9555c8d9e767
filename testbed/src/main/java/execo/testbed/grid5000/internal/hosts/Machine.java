package execo.testbed.grid5000.internal.hosts;

import execo.testbed.internal.Keys;
import execo.testbed.internal.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A frontend or a node. Thread-safe. */
public final class Machine implements Site {
  /** The variable that tells the node which its processes are on. */
  static final String MARK = "EXECO_STANDIN_NODE";

  private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

  private final String name;
  private final String site;
  private final String address;
  private final boolean node;
  private final String device;
  private final Places places;
  private final Keys keys;
  private final Holders holders;
  private volatile @Nullable Deployed deployed;
  private volatile boolean dead;

  Machine(
      String name,
      String site,
      String address,
      boolean node,
      String device,
      Places places,
      Keys keys,
      Holders holders) {
    this.name = name;
    this.site = site;
    this.address = address;
    this.node = node;
    this.device = device;
    this.places = places;
    this.keys = keys;
    this.holders = holders;
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

  @Override
  public String address() {
    return address;
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
    if (!node) {
      return !user.equals("root") && (keys.admits(key) || authorized(lines(user), key));
    }
    if (user.equals("root")) {
      var system = deployed;
      return system != null && (keys.admits(key) || authorized(system.keys(), key));
    }
    if (user.equals("oar")) {
      return holders.byKey(name, key) != null;
    }
    return holders.of(name, user) != null && (keys.admits(key) || authorized(lines(user), key));
  }

  private List<String> lines(String user) {
    var file = places.home(site, user).resolve(".ssh/authorized_keys");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean authorized(List<String> lines, PublicKey key) {
    for (var line : lines) {
      try {
        var entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line.strip());
        if (entry != null
            && KeyUtils.compareKeys(
                entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING), key)) {
          return true;
        }
      } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
        LOG.debug("passing over a line of authorized keys, as sshd does: {}", e.toString());
      }
    }
    return false;
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
