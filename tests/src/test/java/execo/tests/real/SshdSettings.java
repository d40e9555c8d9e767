package execo.tests.real;

import java.nio.file.Path;

/**
 * Where the OpenSSH server of {@code services/sshd.sh} is, as its {@code env} tells.
 *
 * @param port where it takes any number of connections, on every address 127.x.y.z
 * @param limitedPort where MaxStartups is 10:30:100 and MaxSessions 10
 * @param user an account with a bare shell
 * @param key the private key that is admitted
 * @param otherKey a private key that is not
 * @param hostKey the server's public key, as in a line of known_hosts
 * @param config a client's configuration file for {@code port}
 */
public record SshdSettings(
    int port, int limitedPort, String user, Path key, Path otherKey, String hostKey, Path config) {

  /** The settings in this JVM's environment. */
  public static SshdSettings ofEnvironment() {
    return new SshdSettings(
        Integer.parseInt(setting("PORT")),
        Integer.parseInt(setting("LIMITED_PORT")),
        setting("USER"),
        Path.of(setting("KEY")),
        Path.of(setting("OTHER_KEY")),
        setting("HOST_KEY"),
        Path.of(setting("CONFIG")));
  }

  private static String setting(String name) {
    String variable = "EXECO_TEST_SSHD_" + name;
    String value = System.getenv(variable);
    if (value == null) {
      throw new IllegalStateException(
          variable + " is not set: start services/sshd.sh and take over what its env prints");
    }
    return value;
  }
}
