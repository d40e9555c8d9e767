package execo.cli.sweep;

import execo.sweep.ElementInfo;
import execo.sweep.ElementText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo sweep list}: its elements, a line each. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Prints the elements, each with its state and, if it failed, why.",
    sortOptions = false)
final class ListCommand implements Callable<Integer> {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private SweepAt sweep;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Selection selection;

  @Option(names = "--json", description = "Print a JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    var chosen = sweep.look(view -> selection.of(view.elements()));
    var out = sweep.out();
    for (var info : chosen) {
      out.println(json ? info.toJson() : line(info));
    }
    out.flush();
    return 0;
  }

  private static String line(ElementInfo<Object> info) {
    var reason =
        info.attempts().isEmpty() || info.state().equals("done")
            ? ""
            : "  " + info.attempts().getLast().reason().lines().findFirst().orElse("");
    return "%-11s  %s%s".formatted(info.state(), ElementText.of(info.element()), reason);
  }
}
