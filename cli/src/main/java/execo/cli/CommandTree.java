package execo.cli;

import execo.cli.input.CommandGroup;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The commands, and theirs, as far as a command line needs them: to know the options of all of them
 * takes as long as the start of the JVM.
 */
final class CommandTree {
  private CommandTree() {}

  /**
   * A command with the one that the first word names, and so on; with all of its commands if the
   * first word names none.
   */
  static CommandLine of(Object command, String... words) {
    return of(command, Arrays.asList(words));
  }

  private static CommandLine of(Object command, List<String> words) {
    var line = new CommandLine(command);
    if (command instanceof CommandGroup group) {
      var named = group.commands().stream().filter(type -> isNamed(type, words)).toList();
      if (named.isEmpty()) {
        group.commands().forEach(type -> add(line, type, List.of()));
      } else {
        add(line, named.getFirst(), words.subList(1, words.size()));
      }
    }
    return line;
  }

  /** The command that tells of the others needs them. */
  private static boolean isNamed(Class<?> type, List<String> words) {
    return !words.isEmpty()
        && type != HelpCommand.class
        && words.getFirst().equals(type.getAnnotation(Command.class).name());
  }

  private static void add(CommandLine line, Class<?> type, List<String> words) {
    try {
      line.addSubcommand(of(CommandLine.defaultFactory().create(type), words));
    } catch (Exception e) {
      throw new IllegalStateException(type + " has no constructor without parameters", e);
    }
  }
}
