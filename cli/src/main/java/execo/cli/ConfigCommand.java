package execo.cli;

import execo.config.Configuration;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code execo config}: the settings that count. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Prints the configuration: where its file is, and every setting.",
    customSynopsis = "execo config [--sample]",
    sortOptions = false)
final class ConfigCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--sample",
      description = "Print a file to begin with instead: every setting, its meaning and default.")
  private boolean sample;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (sample) {
      out.print(Configuration.sample());
    } else {
      var file = Configuration.file();
      String text = Configuration.current().text();
      out.println("# " + file + (Files.exists(file) ? "" : " (not there: built-in defaults)"));
      out.print(text);
    }
    out.flush();
    return 0;
  }
}
