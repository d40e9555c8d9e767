package execo.cli.sweep;

import execo.cli.input.BadInput;
import execo.sweep.ParamSweeper;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** The sweep that a command line names, and elements of it. */
final class ElementsAt extends SweepAt {
  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ELEMENT",
      description = "Such as flows=1,cc=cubic.")
  private List<String> texts = List.of();

  boolean namesNone() {
    return texts.isEmpty();
  }

  /** The elements. */
  Set<Object> of(ParamSweeper<Object> sweeper) {
    return elements(sweeper.all(), texts);
  }

  /**
   * Demands that the command was right for all of them.
   *
   * @param count for how many it was
   * @param others what the others are
   */
  void demandAll(int count, String others) {
    if (count < texts.size()) {
      throw new BadInput(texts.size() - count + " of these " + others);
    }
  }
}
