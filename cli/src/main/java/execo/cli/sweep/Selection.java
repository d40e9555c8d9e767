package execo.cli.sweep;

import execo.cli.input.BadInput;
import execo.sweep.ElementInfo;
import execo.sweep.ElementText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which elements are wanted. */
final class Selection {
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
        .filter(info -> levels.stream().allMatch(said -> ElementText.matches(info.element(), said)))
        .toList();
  }

  private static void checkFactors(List<ElementInfo<Object>> all, Map<?, ?> said) {
    for (var factor : said.keySet()) {
      if (all.stream()
          .noneMatch(info -> info.element() instanceof Map<?, ?> map && map.containsKey(factor))) {
        throw new BadInput("--where: this sweep has no factor " + factor);
      }
    }
  }
}
