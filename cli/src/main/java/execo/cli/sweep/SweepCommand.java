package execo.cli.sweep;

import execo.cli.input.BadInput;
import execo.cli.input.CommandGroup;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code execo sweep}: how far experiments are, and what to do about what failed. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = "Looks at a sweep, and puts elements back on its list.",
    customSynopsis = "execo sweep COMMAND [OPTIONS] DIR-or-URL [ELEMENT...]",
    footer = {
      "",
      "DIR-or-URL is the directory of a sweep, the result directory of an experiment,",
      "or jdbc:postgresql://HOST/DATABASE?user=USER&sweep=NAME. An ELEMENT is written",
      "as list shows it, such as flows=1,cc=cubic; levels that leave one choice do.",
      "Exit code: 0, or 2 if something is wrong with the command line or the sweep."
    })
public final class SweepCommand implements CommandGroup, Callable<Integer> {
  /** Made by the command line. */
  public SweepCommand() {}

  @Override
  public List<Class<?>> commands() {
    return List.of(
        StatusCommand.class,
        ListCommand.class,
        ShowCommand.class,
        RetryCommand.class,
        CancelCommand.class,
        ResetCommand.class,
        ExportCommand.class);
  }

  @Override
  public Integer call() {
    throw new BadInput("no command; see 'execo sweep --help'");
  }
}
