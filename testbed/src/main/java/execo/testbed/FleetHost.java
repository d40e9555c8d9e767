package execo.testbed;

import execo.testbed.internal.Keys;
import execo.testbed.internal.Site;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One host of a fleet: where it listens, where its users are at home, how many sessions it takes.
 */
record FleetHost(String address, Path home, Keys keys, AtomicInteger sessions) implements Site {
  @Override
  public int mostSessions() {
    return sessions.get();
  }

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
