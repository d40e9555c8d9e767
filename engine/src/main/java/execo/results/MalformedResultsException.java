package execo.results;

import java.io.Serial;
import java.util.List;

/** Says which entries of a file of results cannot be understood, and why. */
public final class MalformedResultsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String[] problems;

  MalformedResultsException(List<String> problems) {
    super(
        problems.getFirst()
            + (problems.size() == 1 ? "" : "; and " + (problems.size() - 1) + " more like it"));
    this.problems = problems.toArray(String[]::new);
  }

  /** All of them, each with the file and the line. */
  public List<String> problems() {
    return List.of(problems);
  }
}
