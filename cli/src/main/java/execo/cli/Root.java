package execo.cli;

import execo.cli.demo.DemoCommand;
import execo.cli.g5k.G5kCommand;
import execo.cli.input.BadInput;
import execo.cli.input.CommandGroup;
import execo.cli.input.ReadableFile;
import execo.cli.run.BroadcastCommand;
import execo.cli.run.ForwardCommand;
import execo.cli.run.GetCommand;
import execo.cli.run.PutCommand;
import execo.cli.run.RunCommand;
import execo.cli.script.Script;
import execo.cli.script.ScriptCache;
import execo.cli.script.ScriptException;
import execo.cli.sweep.SweepCommand;
import execo.cli.testbed.TestbedCommand;
import execo.config.Configuration;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code execo} itself: a subcommand, or a program and its arguments. */
@Command(
    name = "execo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs commands on many hosts, and experiments written in Java.",
    footer = {
      "",
      "Examples:",
      "  execo demo",
      "  execo run -w node-[1-40].lyon uptime",
      "  execo put -w @hosts setup.sh /tmp",
      "  execo get -w @hosts /tmp/results results",
      "  execo broadcast -w node-[1-200].lyon image.tar.zst /tmp",
      "  execo experiment.java --seed 42",
      "  execo sweep status results",
      "  execo g5k jobs --all-sites"
    },
    customSynopsis = {"execo COMMAND [OPTIONS]", "      execo FILE.java [ARGUMENTS]"})
final class Root implements CommandGroup, Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE.java",
      description = "A program in one Java file, followed by its arguments.")
  private List<String> words = List.of();

  private @Nullable Script script;

  @Override
  public List<Class<?>> commands() {
    return List.of(
        RunCommand.class,
        PutCommand.class,
        GetCommand.class,
        BroadcastCommand.class,
        ForwardCommand.class,
        SweepCommand.class,
        G5kCommand.class,
        DemoCommand.class,
        TestbedCommand.class,
        ConfigCommand.class,
        HelpCommand.class);
  }

  @Override
  public Integer call() throws IOException {
    if (words.isEmpty()) {
      throw new BadInput("no command; see 'execo --help'");
    }
    if (!words.getFirst().endsWith(".java")) {
      throw new BadInput("unknown command '" + words.getFirst() + "'; see 'execo --help'");
    }
    try {
      Configuration.current();
      script =
          Script.load(
              ReadableFile.of("file", words.getFirst()), ScriptCache.ofUser(), Version.text());
      return 0;
    } catch (ScriptException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }

  /** The program to run now that the command line is understood, or null if nothing is left. */
  @Nullable Script script() {
    return script;
  }

  /** The program's arguments. */
  List<String> arguments() {
    return words.subList(1, words.size());
  }
}
