package execo.tests.connector;

import execo.host.ConnectionParams;
import execo.host.Host;
import java.nio.file.Path;
import java.util.List;

/** Hosts on this machine for the contract to be tried on, and the way to connect to them. */
interface HostsUnderTest {

  /** So many hosts; there are at least 60. */
  List<Host> hosts(int count);

  /** How to connect to them, strictly. */
  ConnectionParams connection();

  /** The key that the hosts show, as in a line of known_hosts. */
  String hostKey();

  /** A private key that no host admits. */
  Path otherKey();

  /** Where a login on a host begins. */
  Path home(Host host);

  /**
   * Whether commands can have a terminal; where they cannot, an open input is tried in its place.
   */
  default boolean terminals() {
    return true;
  }

  /** Cuts the connections to a host under which these processes run, without a word. */
  void disconnect(Host host, List<ProcessHandle> processes);
}
