package execo.process;

import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * One search through a growing text. Not thread-safe.
 *
 * <p>Of several regexes the one whose match ends first wins: that is the one that would have been
 * seen first if the output had come character by character.
 */
final class ExpectScan {
  /**
   * A match.
   *
   * @param end where the next search begins
   * @param touchesEnd whether more output could still change it
   */
  record Found(int index, MatchResult match, long end, boolean touchesEnd) {}

  private final Expectation expectation;
  private final long from;
  private long searched;

  ExpectScan(Expectation expectation, long from) {
    this.expectation = expectation;
    this.from = from;
    this.searched = from;
  }

  @SuppressWarnings("JdkObsolete") // hitEnd says whether more text could change the match
  @Nullable Found search(ExpectText text) {
    var back = expectation.backtrack() == 0 ? from : searched - expectation.backtrack();
    var start = (int) (Math.max(Math.max(from, back), text.begin()) - text.begin());
    Found first = null;
    for (var i = 0; i < expectation.patterns().size(); i++) {
      var matcher = expectation.patterns().get(i).matcher(text.chars());
      matcher.region(Math.min(start, text.chars().length()), text.chars().length());
      matcher.useAnchoringBounds(false).useTransparentBounds(true);
      if (matcher.find() && (first == null || text.begin() + matcher.end() < first.end())) {
        first =
            new Found(i, matcher.toMatchResult(), text.begin() + matcher.end(), matcher.hitEnd());
      }
    }
    // what is not taken yet is looked at again, however little the next search looks back
    searched =
        first != null && first.touchesEnd()
            ? Math.max(from, text.begin() + first.match().start())
            : text.end();
    return first;
  }
}
