package execo.cli.sweep;

import execo.cli.input.BadInput;
import execo.sweep.ElementText;
import execo.sweep.ParamSweeper;
import execo.sweep.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code execo sweep cancel}: what is in progress is to do. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Puts elements that are in progress back on the list.",
    customSynopsis = "execo sweep cancel DIR-or-URL ELEMENT...",
    sortOptions = false,
    footer = {
      "",
      "The worker that has an element is not told. If it still runs, it goes on, and what",
      "it says of the element in the end counts, so that it may be done twice."
    })
final class CancelCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SweepAt sweep;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ELEMENT",
      description = "Such as flows=1,cc=cubic.")
  private List<String> elements = List.of();

  @Override
  public Integer call() {
    int count = sweep.change(sweeper -> cancel(sweeper, SweepAt.elements(sweeper.all(), elements)));
    if (count < elements.size()) {
      throw new BadInput(elements.size() - count + " of these were not in progress");
    }
    return 0;
  }

  private int cancel(ParamSweeper<Object> sweeper, Set<Object> wanted) {
    var holders = new HashMap<Object, String>();
    for (Snapshot.InProgress<Object> held : sweeper.snapshot().inProgress()) {
      holders.put(held.element(), held.worker());
    }
    int count = sweeper.giveBack(wanted);
    var out = spec.commandLine().getOut();
    for (var element : wanted) {
      if (holders.containsKey(element)) {
        out.println(
            ElementText.of(element)
                + " is to do; its worker "
                + holders.get(element)
                + " may still run");
      }
    }
    out.flush();
    return count;
  }
}
