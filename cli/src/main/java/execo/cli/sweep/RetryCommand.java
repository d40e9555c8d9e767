package execo.cli.sweep;

import execo.cli.input.BadInput;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code execo sweep retry}: what failed is to do again. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = "Puts elements that failed back on the list, with all their attempts.",
    customSynopsis = "execo sweep retry DIR-or-URL (--all | ELEMENT...)",
    sortOptions = false)
final class RetryCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SweepAt sweep;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ELEMENT",
      description = "Such as flows=1,cc=cubic.")
  private List<String> elements = List.of();

  @Option(names = "--all", description = "All that failed.")
  private boolean all;

  @Override
  public Integer call() {
    if (all == !elements.isEmpty()) {
      throw new BadInput("give --all, or the elements to try again");
    }
    int count =
        sweep.change(sweeper ->
            all ? sweeper.retryFailed() : sweeper.retry(SweepAt.elements(sweeper.all(), elements)));
    spec.commandLine().getOut().println(count + " to do again");
    spec.commandLine().getOut().flush();
    if (count < elements.size()) {
      throw new BadInput(elements.size() - count + " of these had not failed");
    }
    return 0;
  }
}
