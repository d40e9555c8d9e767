package execo.tests.oar;

import execo.g5k.G5kSettings;
import execo.host.ConnectionParams;
import execo.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A site with an OAR, and the accounts and levers that the contract needs. */
interface OarUnderTest {
  /** The site's name. */
  String site();

  /** How many nodes it has; four or more, each of two cores. */
  int nodes();

  /** The full names of the nodes. */
  List<String> names();

  /** An account's name there. */
  String user();

  /** The settings of that account; they name a job key. */
  G5kSettings settings();

  /** The settings of another account. */
  G5kSettings otherSettings();

  /** How this machine connects to the nodes of a job of the account, by its job key. */
  ConnectionParams byJobKey();

  /** How this machine connects to the nodes of a job of the account as itself. */
  ConnectionParams bySsh();

  /**
   * The class path of these tests, where programs on the frontend can read it.
   *
   * @param directory one that may hold it
   */
  String classPath(Path directory) throws IOException;

  /** Has OAR's server go down; its commands stay. */
  void stopServer();

  /** Has OAR's server come back. */
  void startServer();

  /** Has a node die. */
  void crash(Host node);

  /** Has a node that died come back. */
  void boot(Host node);
}
