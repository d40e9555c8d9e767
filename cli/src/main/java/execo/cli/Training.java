package execo.cli;

import execo.cli.script.Script;
import execo.cli.script.ScriptCache;
import execo.config.Configuration;
import execo.host.ConnectionParams;
import execo.host.HostKeyPolicy;
import execo.host.Hosts;
import execo.process.LocalProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the start script runs once after a build for each kind of command line, so that the JDK's
 * ahead-of-time cache learns which classes that kind needs; those it does not need would be loaded
 * all the same. It prints what goes wrong, some of it on purpose, to stderr, and writes only into
 * the directory it is given and the user's cache.
 */
public final class Training {
  private Training() {}

  /**
   * Does what is typical of a kind: {@code commands} prints help, runs commands on this machine as
   * if it were hosts, and on hosts of its own; {@code g5k} asks a stand-in Grid'5000; {@code
   * program} does all of this but the help, and compiles and runs a program.
   *
   * @param args the kind, and an empty directory
   * @throws Throwable if the build is broken
   */
  public static void main(String[] args) throws Throwable {
    Path directory = Path.of(args[1]);
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    switch (args[0]) {
      case "commands" -> {
        help();
        imitated();
        hosts(directory);
      }
      case "g5k" -> grid(directory);
      case "program" -> {
        imitated();
        program(directory);
        hosts(directory);
        grid(directory);
      }
      default -> throw new IllegalArgumentException("no kind of command line: " + args[0]);
    }
  }

  private static void help() {
    execute("--help");
    execute("--version");
    execute("--no-such-option");
    for (String name : Main.commandLine(new Root()).getSubcommands().keySet()) {
      execute(name, "--help");
    }
  }

  /** Runs commands by a stand-in for ssh that runs its last argument here. */
  private static void imitated() {
    var ssh = List.of("/bin/sh", "-c", "for line; do :; done; exec /bin/sh -c \"$line\"", "ssh");
    var text = new StringReader("execo:\n  color: never\nconnection:\n  connect-timeout: 5s\n");
    Configuration.use(
        Configuration.parse("training", text)
            .withConnection(ConnectionParams.none().withSsh(ssh).withHostKeys(HostKeyPolicy.OFF)));
    execute("run", "-w", "a-[1-4].b,c", "--report", "--", "echo", "{{{host}}}; echo >&2; exit 3");
    execute("run", "-w", "a", "--json", "--with", "n=1,2", "-t", "1m", "echo {{n}}; kill -9 $$");
    execute("run", "-w", "a", "--dry-run", "-l", "user", "-p", "22", "-f", "8", "true");
    execute("run", "-w", "a-[1-", "true");
    execute("put", "-w", "a", "--dry-run", "/", ".");
    execute("get", "-w", "a", "--dry-run", "file", "results");
    execute("config");
    Configuration.use(null);
  }

  /** Connects to hosts, with connections inside this process. */
  private static void hosts(Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "content");
    Path got = directory.resolve("got");
    try (var servers = new TrainingServers(Files.createDirectory(directory.resolve("hosts")))) {
      var configuration = servers.forHosts();
      var options = new ArrayList<>(configuration.connection().sshOptions());
      options.addAll(usualKey(directory));
      Configuration.use(
          configuration.withConnection(configuration.connection().withSshOptions(options)));
      execute("run", "-w", servers.hosts(), "--", "true");
      String some = Hosts.fold(Hosts.parse(servers.hosts()).subList(0, 2));
      execute("run", "-w", some, "--", "echo", "{{{host}}}; cat >&2; exit 3");
      execute("run", "-w", some, "-t", "100ms", "sleep 10");
      execute("put", "-w", some, file.toString(), "put");
      execute("get", "-w", some, "put", got.toString());
    } finally {
      Configuration.use(null);
    }
  }

  /** The option for a key of the kind that most people have, where that can be made. */
  private static List<String> usualKey(Path directory) {
    var key = directory.resolve("id_ed25519").toString();
    var made = new LocalProcess(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key));
    return made.run().ok() ? List.of("-i", key) : List.of();
  }

  /** Asks a stand-in, by https as the API is asked: first without, then with what is cached. */
  private static void grid(Path directory) throws IOException {
    try (var servers = new TrainingServers(Files.createDirectory(directory.resolve("grid")))) {
      System.setProperty("javax.net.ssl.trustStore", servers.trustStore().toString());
      Configuration.use(servers.forGrid());
      for (int i = 0; i < 2; i++) {
        execute("g5k", "sites");
        execute("g5k", "nodes");
        execute("g5k", "clusters", "--json");
        execute("g5k", "jobs");
      }
      execute("g5k", "--help");
    } finally {
      Configuration.use(null);
    }
  }

  private static void execute(String... words) {
    Main.commandLine(new Root(), words).execute(words);
  }

  private static void program(Path directory) throws Throwable {
    Path file = directory.resolve("Trained.java");
    try (var source = Training.class.getResourceAsStream("Trained.java.txt")) {
      if (source == null) {
        throw new IllegalStateException("Trained.java.txt is missing from the build");
      }
      Files.copy(source, file);
    }
    var cache = new ScriptCache(directory.resolve("scripts"));
    Script.load(file, cache, Version.text());
    Script.load(file, cache, Version.text()).run(List.of("20"));
  }
}
