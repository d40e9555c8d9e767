package execo.testbed.grid5000.internal.kadeploy;

import java.util.List;

/** What a deployment does to the machines. Thread-safe. */
public interface Machines {
  /** Whether a user has a running job of type deploy on a node. */
  boolean mayDeploy(String user, String host);

  /** A node goes away, to be installed. */
  void rebooting(String host);

  /**
   * A node is back with a system of its user.
   *
   * @param keys the public keys that open it for root
   */
  void deployed(String host, String user, String environment, List<String> keys);
}
