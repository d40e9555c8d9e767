package execo.cli.input;

import execo.Execo;
import execo.host.ConnectionParams;
import execo.log.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how hosts are connected to. */
public final class ConnectionOptions {
  private static final String TAKTUK = "taktuk";
  private static final int LAST_PORT = 65_535;

  @Option(
      names = {"-l", "--user"},
      paramLabel = "USER",
      description = "Whom to connect as.")
  private @Nullable String user;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "The port to connect to.")
  private @Nullable Integer port;

  @Option(
      names = {"-i", "--key"},
      paramLabel = "KEY",
      description = "The file of the private key to connect with.")
  private @Nullable String key;

  @Option(
      names = "--connector",
      paramLabel = "NAME",
      description =
          "What to connect with: auto (default), embedded, openssh or taktuk. auto takes what is"
              + " faster and does all that the user's ssh configuration says.")
  private @Nullable String connector;

  /** No option given. */
  public ConnectionOptions() {}

  /** Has a person who watches asked for the passphrases of keys. */
  public void askForPassphrases() {
    if (Terminal.stderr()) {
      Execo.passphrases(new TerminalPassphrases());
    }
  }

  /**
   * How to connect, over the configured defaults.
   *
   * @throws BadInput if a part of it is malformed or the key cannot be read
   */
  public ConnectionParams connection() {
    return ConnectionParams.none()
        .withUser(user)
        .withPort(port == null ? null : FleetOptions.inRange("-p", port, LAST_PORT))
        .withKeyFile(key == null ? null : ReadableFile.of("key file", key))
        .withConnector(connector);
  }

  /** Whether a connector was named. */
  boolean namesConnector() {
    return connector != null;
  }

  /** Whether the tree of TakTuk is to be taken. */
  boolean isTaktuk() {
    return TAKTUK.equals(connector);
  }
}
