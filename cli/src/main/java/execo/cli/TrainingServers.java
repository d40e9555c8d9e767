package execo.cli;

import execo.config.Configuration;
import execo.host.Hosts;
import execo.testbed.Fleet;
import execo.testbed.TlsFront;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Hosts, and a stand-in Grid'5000 with an API by https, for the {@link Training}. They are in a JVM
 * of their own: what a server loads is no part of what a command needs.
 */
final class TrainingServers implements AutoCloseable {
  /** So many connections show the JVM which methods are worth compiling at once. */
  private static final int HOSTS = 60;

  private final Process process;
  private final Path directory;
  private final String hosts;
  private final Path trustStore;

  /**
   * Starts them.
   *
   * @param directory where their files come, which is there
   * @throws IOException if they do not start; stderr tells why
   */
  TrainingServers(Path directory) throws IOException {
    this.directory = directory;
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TrainingServers.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var told = process.inputReader(StandardCharsets.UTF_8);
    var expression = told.readLine();
    var trusted = told.readLine();
    if (expression == null || trusted == null) {
      throw new IOException("no servers to train with");
    }
    hosts = expression;
    trustStore = Path.of(trusted);
  }

  /** The hosts, as an expression. */
  String hosts() {
    return hosts;
  }

  /** The configuration for the hosts. */
  Configuration forHosts() {
    return Configuration.load(directory.resolve("hosts.yaml"));
  }

  /** The configuration for Grid'5000. */
  Configuration forGrid() {
    return Configuration.load(directory.resolve("grid.yaml"));
  }

  /** Whom to trust to talk with its API. */
  Path trustStore() {
    return trustStore;
  }

  /** Ends them. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The other JVM: serves until the end of its standard input.
   *
   * @param args the directory
   * @throws IOException if that is impossible
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    try (var fleet = Fleet.start(HOSTS);
        var grid = Grid5000Testbed.builder().sites("lyon").start();
        var front = TlsFront.before(grid.api(), directory)) {
      var connection = fleet.connection();
      Files.writeString(
          directory.resolve("hosts.yaml"),
          """
          execo: {color: never}
          connection:
            user: '%s'
            port: %d
            key-file: '%s'
            known-hosts: '%s'
            ssh-options: [-F, /dev/null]
          """
              .formatted(
                  connection.user(),
                  connection.port(),
                  connection.keyFile(),
                  connection.knownHosts()));
      Files.writeString(
          directory.resolve("grid.yaml"),
          grid.configuration().replace(grid.api().toString(), front.uri().toString()));
      IO.println(Hosts.fold(fleet.hosts()));
      IO.println(front.trustStore());
      System.in.readAllBytes();
    }
  }
}
