package execo.cli;

import execo.cli.script.Script;
import execo.cli.script.ScriptCache;
import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.G5kApi;
import execo.g5k.api.Queues;
import execo.g5k.api.ReferenceData;
import execo.host.ConnectionParams;
import execo.host.HostKeyPolicy;
import execo.host.Hosts;
import execo.testbed.Fleet;
import execo.testbed.TlsFront;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the start script runs once after a build, so that the JDK's ahead-of-time cache learns which
 * classes the command needs. It prints nothing, and writes only into the directory it is given.
 */
public final class Training {
  private static final List<String> ISOLATED = List.of("-F", "/dev/null");

  private Training() {}

  /**
   * Parses typical command lines, prints their help into nothing, runs commands on this machine as
   * if it were hosts, looks up a node of a stand-in Grid'5000, and compiles and runs a program.
   *
   * @param args an empty directory
   * @throws Throwable if the build is broken
   */
  public static void main(String[] args) throws Throwable {
    Path directory = Path.of(args[0]);
    var stdout = System.out;
    var stderr = System.err;
    var nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nothing);
    System.setErr(nothing);
    try {
      commands();
      hosts();
      fleet(directory);
      reference(directory);
      program(directory);
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
    }
  }

  private static void commands() {
    execute("--help");
    execute("--version");
    execute("--no-such-option");
    for (String name : Main.commandLine(new Root()).getSubcommands().keySet()) {
      execute(name, "--help");
    }
  }

  /** Runs commands by a stand-in for ssh that runs its last argument here. */
  private static void hosts() {
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

  /** Connects to hosts inside this process, with connections inside this process. */
  private static void fleet(Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "content");
    Path got = directory.resolve("got");
    try (var fleet = Fleet.start(2)) {
      Configuration.use(
          Configuration.parse("training", new StringReader("execo:\n  color: never\n"))
              .withConnection(
                  fleet.connection().withConnector("embedded").withSshOptions(ISOLATED)));
      String hosts = Hosts.fold(fleet.hosts());
      execute("run", "-w", hosts, "--", "echo", "{{{host}}}; cat >&2; exit 3");
      execute("run", "-w", hosts, "-t", "100ms", "sleep 10");
      execute("put", "-w", hosts, file.toString(), "put");
      execute("get", "-w", hosts, "put", got.toString());
    } finally {
      Configuration.use(null);
    }
  }

  /**
   * Looks up a node in the reference data of a stand-in, by https as the API is asked: fetched
   * first, then from the cache.
   */
  private static void reference(Path directory) {
    try (var grid = Grid5000Testbed.builder().sites("lyon").start();
        var front = TlsFront.before(grid.api(), directory)) {
      System.setProperty("javax.net.ssl.trustStore", front.trustStore().toString());
      var text = new StringReader(grid.configuration());
      var settings =
          G5kSettings.of(
              Configuration.parse("training", text)
                  .with(G5kKeys.API_URI, URI.create(front.uri() + "/")));
      for (int i = 0; i < 2; i++) {
        var data = ReferenceData.load(G5kApi.of(settings), directory.resolve("g5k"));
        data.host(data.hosts(Queues.ALL).getFirst());
      }
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
