package execo.testbed.internal;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;

/** One host of a server: where it listens, whom it lets in, and what its users find. */
public interface Site {
  /** The loopback address that it listens on. */
  String address();

  /** Where a user is at home. */
  Path home(String user);

  /** Whether a user gets in with a key. */
  boolean admits(String user, PublicKey key);

  /** Environment variables of a user's commands, over those that every host has. */
  Map<String, String> variables(String user);

  /** How many sessions it admits at once on a connection. */
  default int mostSessions() {
    return Integer.MAX_VALUE;
  }
}
