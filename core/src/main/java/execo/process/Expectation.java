package execo.process;

import execo.time.Durations;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to wait for in the output of a process: one of some regexes, and how to look for them.
 *
 * <p>Immutable; each method gives a changed copy. Regexes given as text are in multi-line mode: '^'
 * and '$' match at line ends, '$' before CR LF too.
 *
 * @param patterns the regexes; where several match, the match that ends first counts, then the
 *     earlier regex: so the choice does not depend on how the output arrives in pieces
 * @param limit how long to wait at most; null is for ever
 * @param defaultLimit whether the process's own expect timeout counts instead of {@code limit}
 * @param stream the stream to look at; null is both, in the order of arrival
 * @param backtrack how many characters before new output a match may begin; 0 is any number
 * @param fromCurrent whether the first search of a thread begins at what comes from now on, rather
 *     than at the beginning of the output
 * @param settle how long the output must rest before a match that touches its end is taken
 */
public record Expectation(
    List<Pattern> patterns,
    @Nullable Duration limit,
    boolean defaultLimit,
    @Nullable StdStream stream,
    int backtrack,
    boolean fromCurrent,
    Duration settle) {

  /** The number of characters before new output that a search looks at unless told otherwise. */
  public static final int DEFAULT_BACKTRACK = 2000;

  public Expectation {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("expect needs at least one regex");
    }
    if (backtrack < 0) {
      throw new IllegalArgumentException("backtrack is negative: " + backtrack);
    }
  }

  /** Waits for one of these regexes, in multi-line mode. */
  public static Expectation of(String... regexes) {
    return of(Stream.of(regexes).map(r -> Pattern.compile(r, Pattern.MULTILINE)).toList());
  }

  /** Waits for one of these patterns, in the modes they have. */
  public static Expectation of(List<Pattern> patterns) {
    return new Expectation(patterns, null, true, null, DEFAULT_BACKTRACK, false, Duration.ZERO);
  }

  /** Waits at most so long; null is for ever. */
  public Expectation timeout(@Nullable Duration timeout) {
    return new Expectation(patterns, timeout, false, stream, backtrack, fromCurrent, settle);
  }

  /** Waits at most so long, as text: {@code "10s"}. */
  public Expectation timeout(String timeout) {
    return timeout(Durations.parse(timeout));
  }

  /** Looks at one stream only. */
  public Expectation on(StdStream stream) {
    return new Expectation(patterns, limit, defaultLimit, stream, backtrack, fromCurrent, settle);
  }

  /** Looks back at most so many characters before new output; 0 is any number. */
  public Expectation backtrack(int characters) {
    return new Expectation(patterns, limit, defaultLimit, stream, characters, fromCurrent, settle);
  }

  /** Begins a thread's first search at what comes from now on. */
  public Expectation fromNow() {
    return new Expectation(patterns, limit, defaultLimit, stream, backtrack, true, settle);
  }

  /** Takes a match that touches the end of the output only after so long without more. */
  public Expectation settle(Duration rest) {
    return new Expectation(patterns, limit, defaultLimit, stream, backtrack, fromCurrent, rest);
  }
}
