package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.LocalProcess;
import execo.testbed.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Runs examples with the {@code execo} command in a JVM of their own, on hosts that a configuration
 * file tells how to connect to.
 */
final class ExampleRunner {
  private final Path directory;
  private final Path configuration;

  /** Runs examples in a directory. */
  ExampleRunner(Path directory, Fleet fleet) throws IOException {
    this(directory, configuration(fleet.connection()));
  }

  /** Runs examples in a directory, with a configuration. */
  ExampleRunner(Path directory, String configuration) throws IOException {
    this.directory = directory;
    this.configuration = Files.writeString(directory.resolve("execo.yaml"), configuration);
  }

  private static String configuration(ConnectionParams connection) {
    return """
    connection:
      user: %s
      port: %d
      key-file: %s
      host-keys: strict
      known-hosts: %s
    """
        .formatted(
            connection.user(), connection.port(), connection.keyFile(), connection.knownHosts());
  }

  /** An example to be started; it must end within two minutes. */
  LocalProcess process(String example, Collection<String> arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                "execo.cli.Main",
                Repository.examples().resolve(example + ".java").toString()));
    command.addAll(arguments);
    return new LocalProcess(command)
        .directory(directory)
        .env("EXECO_CONFIG", configuration.toString())
        .env("XDG_CACHE_HOME", directory.resolve("cache").toString())
        .timeout("2m");
  }

  LocalProcess process(String example, String... arguments) {
    return process(example, List.of(arguments));
  }

  /** Runs an example to its end; it must end within two minutes and with exit code 0. */
  LocalProcess run(String example, Collection<String> arguments) {
    var run = process(example, arguments).run();
    assertThat(run.exitCode()).as(run.dump()).isZero();
    return run;
  }

  LocalProcess run(String example, String... arguments) {
    return run(example, List.of(arguments));
  }

  LocalProcess runOn(List<Host> hosts, String example, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    hosts.forEach(host -> all.add(host.address()));
    return run(example, all);
  }
}
