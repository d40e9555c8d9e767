package execo.cli;

import execo.cli.input.BadInput;
import execo.cli.script.Script;
import execo.config.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Where the {@code execo} command starts. */
public final class Main {

  /** What a command ends with that was asked for something impossible. */
  static final int BAD_INPUT = 2;

  private Main() {}

  /**
   * Runs a subcommand and leaves with its exit code, or a program, which then leaves as it wants.
   *
   * @param args the command line
   * @throws Throwable what the program let escape
   */
  public static void main(String[] args) throws Throwable {
    var root = new Root();
    int code = commandLine(root, args).execute(args);
    @Nullable Script script = root.script();
    if (script == null) {
      System.exit(code);
    } else {
      script.run(root.arguments());
    }
  }

  /** What is needed of the command line under a root to execute these words. */
  static CommandLine commandLine(Root root, String... args) {
    var line = CommandTree.of(root, args);
    line.setExpandAtFiles(false);
    line.getCommandSpec().parser().stopAtPositional(true);
    stopAtPositional(line, "run");
    stopAtPositional(line, "g5k", "submit");
    stopAtPositional(line, "g5k", "reserve");
    line.setParameterExceptionHandler((e, words) -> complain(e.getCommandLine(), e));
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      if (e instanceof BadInput || e instanceof ConfigurationException) {
        return complain(command, e);
      }
      throw e;
    });
    return line;
  }

  /** What follows the first word that is no option is a command of its own. */
  private static void stopAtPositional(CommandLine line, String... names) {
    @Nullable CommandLine named = line;
    for (int i = 0; named != null && i < names.length; i++) {
      named = named.getSubcommands().get(names[i]);
    }
    if (named != null) {
      named.getCommandSpec().parser().stopAtPositional(true);
    }
  }

  private static int complain(CommandLine line, Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    line.getErr().println("execo: " + message.lines().findFirst().orElse(message));
    line.getErr().flush();
    return BAD_INPUT;
  }
}
