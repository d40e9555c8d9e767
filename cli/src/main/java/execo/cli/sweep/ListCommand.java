package execo.cli.sweep;

import execo.cli.input.BadInput;
import execo.sweep.ElementInfo;
import execo.sweep.ElementText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code execo sweep list}: its elements, a line each. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Prints the elements, each with its state and, if it failed, why.",
    sortOptions = false)
final class ListCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

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
    var out = spec.commandLine().getOut();
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

  /** Which elements are wanted. */
  static final class Selection {
    private static final List<String> STATES =
        List.of("todo", "in progress", "done", "skipped", "failed");

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "Only elements that are todo, in-progress, done, skipped or failed.")
    private @Nullable String state;

    @Option(
        names = "--where",
        paramLabel = "FACTOR=LEVEL",
        description = "Only combinations with this level; may be given several times.")
    private List<String> where = List.of();

    /** Those of some elements. */
    List<ElementInfo<Object>> of(List<ElementInfo<Object>> all) {
      var wanted = state == null ? null : state.replace('-', ' ').replace('_', ' ');
      if (wanted != null && !STATES.contains(wanted)) {
        throw new BadInput(
            "--state: there are todo, in-progress, done, skipped and failed, not " + state);
      }
      var levels = new ArrayList<Object>();
      for (var text : where) {
        if (!(ElementText.read(text) instanceof Map<?, ?> said)) {
          throw new BadInput("--where: FACTOR=LEVEL is wanted, not " + text);
        }
        checkFactors(all, said);
        levels.add(said);
      }
      return all.stream()
          .filter(info -> wanted == null || info.state().equals(wanted))
          .filter(
              info -> levels.stream().allMatch(said -> ElementText.matches(info.element(), said)))
          .toList();
    }

    private static void checkFactors(List<ElementInfo<Object>> all, Map<?, ?> said) {
      for (var factor : said.keySet()) {
        if (all.stream()
            .noneMatch(
                info -> info.element() instanceof Map<?, ?> map && map.containsKey(factor))) {
          throw new BadInput("--where: this sweep has no factor " + factor);
        }
      }
    }
  }
}
