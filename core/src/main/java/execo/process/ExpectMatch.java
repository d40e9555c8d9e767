package execo.process;

import java.util.regex.MatchResult;

/**
 * What an expect found.
 *
 * @param process the process that wrote it
 * @param index which of the regexes matched, from 0
 * @param match the match
 */
public record ExpectMatch(ManagedProcess process, int index, MatchResult match) {

  /** The text that matched. */
  public String text() {
    return match.group();
  }

  /** A group of the regex; null if it took no part in the match. */
  @SuppressWarnings("NullAway") // MatchResult.group is not annotated
  public String group(int group) {
    return match.group(group);
  }
}
