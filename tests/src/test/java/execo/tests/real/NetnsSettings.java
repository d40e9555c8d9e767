package execo.tests.real;

import java.nio.file.Path;

/**
 * Where the hosts of {@code services/netns.sh} are, as its {@code env} tells.
 *
 * @param script the service's script, which breaks and heals hosts
 * @param control the network namespace from which the hosts are reached
 * @param count how many hosts there are: h1 and on
 * @param user the account on the hosts
 * @param key the private key that is admitted
 * @param knownHosts the hosts' keys
 */
public record NetnsSettings(
    Path script, String control, int count, String user, Path key, Path knownHosts) {

  /** The settings in this JVM's environment. */
  public static NetnsSettings ofEnvironment() {
    return new NetnsSettings(
        Path.of(setting("SCRIPT")),
        setting("CONTROL"),
        Integer.parseInt(setting("COUNT")),
        setting("USER"),
        Path.of(setting("KEY")),
        Path.of(setting("KNOWN_HOSTS")));
  }

  private static String setting(String name) {
    var variable = "EXECO_TEST_NETNS_" + name;
    var value = System.getenv(variable);
    if (value == null) {
      throw new IllegalStateException(
          variable + " is not set: start services/netns.sh and take over what its env prints");
    }
    return value;
  }
}
