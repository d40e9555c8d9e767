package execo.internal.g5k;

import execo.process.ManagedProcess;
import java.util.List;

/** Why a tool on a frontend failed. */
public final class FailedCommand {
  private static final int LINES = 3;

  private FailedCommand() {}

  /**
   * The reason in one line: that it was not reached or took too long, or its exit code and what it
   * said last, on stderr if it said something there.
   */
  public static String why(ManagedProcess ended) {
    if (ended.timedOut()) {
      return "no end within the time allowed";
    }
    if (ended.reason() != null) {
      return ended.reason();
    }
    List<String> said = lines(ended.stderr());
    if (said.isEmpty()) {
      said = lines(ended.stdout());
    }
    String last = String.join("; ", said.subList(Math.max(0, said.size() - LINES), said.size()));
    return "exit code " + ended.exitCode() + (last.isEmpty() ? "" : ": " + last);
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
