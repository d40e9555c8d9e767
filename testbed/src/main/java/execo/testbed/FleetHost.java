package execo.testbed;

import execo.testbed.internal.Keys;
import execo.testbed.internal.Site;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;

/** One host of a fleet: where it listens and where its users are at home. */
record FleetHost(String address, Path home, Keys keys) implements Site {
  @Override
  public Path home(String user) {
    return home;
  }

  @Override
  public boolean admits(String user, PublicKey key) {
    return keys.admits(key);
  }

  @Override
  public Map<String, String> variables(String user) {
    return Map.of();
  }
}
