package execo.cli.sweep;

import execo.sweep.ParamSweeper;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo sweep reset}: what was skipped or failed is to do. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Puts elements that were skipped or failed back on the list.",
    sortOptions = false)
final class ResetCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SweepAt sweep;

  @Option(
      names = "--in-progress",
      description = "Those in progress, too: for when it is known that nobody works on them.")
  private boolean inProgress;

  @Override
  public Integer call() {
    int count = sweep.change(inProgress ? ParamSweeper::resetInProgress : ParamSweeper::reset);
    sweep.print(count + " to do again");
    return 0;
  }
}
