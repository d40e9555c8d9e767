package execo.testbed.grid5000.internal.hosts;

import execo.testbed.grid5000.internal.users.Accounts;
import execo.testbed.internal.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is let into the machines: the users of the grid, on a node those with a job there, root where
 * a user has deployed it, and oar with the key of a job; each with a key, nobody with a password.
 * Thread-safe.
 */
final class Doorkeeper {
  private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

  private final Accounts accounts;
  private final Keys keys;
  private final Holders holders;
  private final Places places;

  Doorkeeper(Accounts accounts, Keys keys, Holders holders, Places places) {
    this.accounts = accounts;
    this.keys = keys;
    this.holders = holders;
    this.places = places;
  }

  /** Whether a user gets into a machine with a key; the name is what a client claims. */
  boolean admits(Machine machine, String user, PublicKey key) {
    if (user.equals("root")) {
      var system = machine.deployed();
      return system != null && opens(key, system.keys());
    }
    if (user.equals("oar")) {
      return machine.isNode() && holders.byKey(machine.name(), key) != null;
    }
    return accounts.knows(user)
        && (!machine.isNode() || holders.of(machine.name(), user) != null)
        && opens(key, own(machine.site(), user));
  }

  private boolean opens(PublicKey key, List<String> authorized) {
    return keys.admits(key) || authorized.stream().anyMatch(line -> names(line, key));
  }

  private List<String> own(String site, String user) {
    var file = places.home(site, user).resolve(".ssh/authorized_keys");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      LOG.debug("{} cannot be read: {}", file, e.toString());
      return List.of();
    }
  }

  private static boolean names(String line, PublicKey key) {
    try {
      var entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line.strip());
      return entry != null
          && KeyUtils.compareKeys(
              entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING), key);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      LOG.debug("passing over a line of authorized keys, as sshd does: {}", e.toString());
      return false;
    }
  }
}
