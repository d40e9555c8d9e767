package execo.cli.demo;

import execo.Execo;
import execo.cli.input.BadInput;
import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.testbed.Fleet;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code execo demo}: what Execo is for, on hosts that need no installing. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Shows commands, copies and a report on 20 hosts inside this program.",
    customSynopsis = "execo demo [-d DIR]",
    sortOptions = false,
    footer = {
      "",
      "Sends traffic between the hosts, copies a file to all and the results back; one",
      "host refuses and one command times out. Then a small sweep, and a picture of it.",
      "Needs ssh and scp on this machine. Exit code: 0 if all went as it should, else 1."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int HOSTS = 20;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = {"-d", "--directory"},
      paramLabel = "DIR",
      description =
          "Where to leave the results (default: a new directory in the one for temporary"
              + " files).")
  private @Nullable String directory;

  /** Made by the command line. */
  public DemoCommand() {}

  @Override
  public Integer call() {
    require("ssh", "scp");
    Path results = results();
    // The user's own defaults are for real hosts.
    Configuration.use(
        Configuration.defaults()
            .with(ExecoSettings.COLOR, Configuration.current().get(ExecoSettings.COLOR)));
    PrintWriter out = spec.commandLine().getOut();
    List<String> surprises;
    try (var fleet = Fleet.start(HOSTS)) {
      surprises = new Demo(fleet, results, out).play();
    } catch (UncheckedIOException e) {
      throw new BadInput(e);
    }
    PrintWriter err = spec.commandLine().getErr();
    surprises.forEach(surprise -> err.println("execo: unexpected: " + surprise));
    err.flush();
    if (surprises.isEmpty()) {
      out.println(Execo.style.emph("All went as it should."));
      out.flush();
    }
    return surprises.isEmpty() ? 0 : 1;
  }

  private Path results() {
    try {
      return directory == null
          ? Files.createTempDirectory("execo-demo-")
          : Files.createDirectories(Path.of(directory)).toAbsolutePath();
    } catch (IOException | InvalidPathException e) {
      throw new BadInput("the directory for the results cannot be made: " + e.getMessage());
    }
  }

  private static void require(String... programs) {
    var missing = new ArrayList<String>();
    for (String program : programs) {
      if (!isInstalled(program)) {
        missing.add(program);
      }
    }
    if (!missing.isEmpty()) {
      throw new BadInput(
          "not in PATH: "
              + String.join(" and ", missing)
              + "; install the client of OpenSSH (Debian: apt install openssh-client)");
    }
  }

  private static boolean isInstalled(String program) {
    for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(place.isEmpty() ? "." : place, program))) {
        return true;
      }
    }
    return false;
  }
}
