package execo.tests.cli;

import execo.host.ConnectionParams;
import execo.process.LocalProcess;
import execo.testbed.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts the command in a JVM of its own, configured for a fleet or otherwise, in a directory. */
final class Cli {
  /** What a command printed and ended with. */
  record Result(int code, String out, String err) {
    List<String> outLines() {
      return out.lines().sorted().toList();
    }

    List<String> errLines() {
      return err.lines().sorted().toList();
    }
  }

  /** A command that runs. */
  record Running(Process process, Path out, Path err) {
    Result end() throws IOException, InterruptedException {
      try {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
          throw new AssertionError("the command does not end; it printed " + Files.readString(err));
        }
      } finally {
        process.destroyForcibly();
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    void signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }
  }

  private final Path directory;
  private final Path configuration;
  private final Map<String, String> environment = new HashMap<>();
  private int runs;

  /** With a configuration of its own, which may be missing. */
  Cli(Path configuration, Path directory) {
    this.directory = directory;
    this.configuration = configuration;
  }

  Cli(Fleet fleet, Path directory) {
    this(fleet.connection(), "", directory);
  }

  /**
   * Configured for hosts.
   *
   * @param copies more options of scp
   */
  Cli(ConnectionParams connection, String copies, Path directory) {
    this(directory.resolve("execo.yaml"), directory);
    try {
      Files.writeString(
          configuration,
          """
          connection:
            user: '%s'
            key-file: '%s'
            port: %d
            host-keys: strict
            known-hosts: '%s'
            ssh-options: -F /dev/null
            scp-options: -rp -F /dev/null %s
          """
              .formatted(
                  connection.user(),
                  connection.keyFile(),
                  connection.port(),
                  connection.knownHosts(),
                  copies));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a variable for the commands that are started from now on. */
  void environment(String name, String value) {
    environment.put(name, value);
  }

  Result run(String... words) throws IOException, InterruptedException {
    return start(null, words).end();
  }

  Running start(@Nullable Path stdin, String... words) throws IOException {
    Path out = directory.resolve("out" + ++runs);
    Path err = directory.resolve("err" + runs);
    var builder = builder(List.of(words)).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.redirectInput(stdin == null ? Path.of("/dev/null").toFile() : stdin.toFile());
    return new Running(builder.start(), out, err);
  }

  /**
   * Starts a command with both outputs on a terminal of 80 columns.
   *
   * @param redirection what a shell is to do with them
   */
  LocalProcess onTerminal(String redirection, String... words) {
    var builder = builder(List.of(words));
    var command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&1 " + redirection, "sh"));
    command.addAll(builder.command());
    return new LocalProcess(command)
        .pty()
        .directory(directory)
        .env("TERM", "xterm")
        .env("EXECO_CONFIG", configuration.toString())
        .start();
  }

  ProcessBuilder builder(List<String> words) {
    List<String> command = new ArrayList<>();
    // A shell that runs the tests in the background has them ignore Ctrl-C, and their children too.
    command.addAll(List.of("env", "--default-signal=INT,QUIT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("execo.cli.Main");
    command.addAll(words);
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("EXECO_CONFIG", configuration.toString());
    builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    builder.environment().putAll(environment);
    return builder;
  }
}
