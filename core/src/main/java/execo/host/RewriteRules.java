package execo.host;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A host rewriting made of rules: each, in order, replaces whatever its regular expression matches
 * in what the rules before it gave.
 *
 * <p>A value: equal rules, equal rewriting. Immutable and thread-safe.
 */
public record RewriteRules(List<Rule> rules) implements UnaryOperator<String> {

  public RewriteRules {
    rules = List.copyOf(rules);
  }

  /** The rewriting by a single rule. */
  public static RewriteRules of(String match, String to) {
    return new RewriteRules(List.of(new Rule(match, to)));
  }

  @Override
  public String apply(String address) {
    String rewritten = address;
    for (Rule rule : rules) {
      rewritten = Pattern.compile(rule.match).matcher(rewritten).replaceAll(rule.to);
    }
    return rewritten;
  }

  /**
   * A regular expression of Java, found anywhere in the address, and its replacement.
   *
   * @param match the regular expression, {@code \.grid5000\.fr$}
   * @param to the replacement, in which {@code $1} or {@code ${name}} stand for groups
   */
  public record Rule(String match, String to) {

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if either is malformed
     */
    public Rule {
      Pattern pattern = Pattern.compile(match);
      checkReplacement(pattern, to);
    }

    /** A replacement is only looked at where something matches, so one that always does is made. */
    private static void checkReplacement(Pattern pattern, String to) {
      try {
        var _ = Pattern.compile(pattern.pattern() + "|").matcher("").replaceAll(to);
      } catch (IndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "replacement '%s' names a group that '%s' does not have".formatted(to, pattern), e);
      }
    }
  }
}
