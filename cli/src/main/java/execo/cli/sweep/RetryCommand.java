package execo.cli.sweep;

import execo.cli.input.BadInput;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo sweep retry}: what failed is to do again. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = "Puts elements that failed back on the list, with all their attempts.",
    customSynopsis = "execo sweep retry DIR-or-URL (--all | ELEMENT...)",
    sortOptions = false)
final class RetryCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ElementsAt sweep;

  @Option(names = "--all", description = "All that failed.")
  private boolean all;

  @Override
  public Integer call() {
    if (all != sweep.namesNone()) {
      throw new BadInput("give --all, or the elements to try again");
    }
    int count =
        sweep.change(sweeper -> all ? sweeper.retryFailed() : sweeper.retry(sweep.of(sweeper)));
    sweep.print(count + " to do again");
    sweep.demandAll(count, "had not failed");
    return 0;
  }
}
