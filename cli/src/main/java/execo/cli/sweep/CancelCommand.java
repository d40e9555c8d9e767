package execo.cli.sweep;

import execo.cli.input.BadInput;
import execo.sweep.ElementText;
import execo.sweep.ParamSweeper;
import execo.sweep.Snapshot;
import java.util.HashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ElementsAt sweep;

  @Override
  public Integer call() {
    if (sweep.namesNone()) {
      throw new BadInput("give the elements to put back");
    }
    sweep.demandAll(sweep.change(this::cancel), "were not in progress");
    return 0;
  }

  private int cancel(ParamSweeper<Object> sweeper) {
    var wanted = sweep.of(sweeper);
    var holders = new HashMap<Object, String>();
    for (Snapshot.InProgress<Object> held : sweeper.snapshot().inProgress()) {
      holders.put(held.element(), held.worker());
    }
    int count = sweeper.giveBack(wanted);
    for (var element : wanted) {
      var holder = holders.get(element);
      if (holder != null) {
        sweep.print(ElementText.of(element) + " is to do; its worker " + holder + " may still run");
      }
    }
    return count;
  }
}
