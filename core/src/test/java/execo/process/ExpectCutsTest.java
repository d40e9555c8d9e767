package execo.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is found does not depend on how the output is cut into reads. */
class ExpectCutsTest {
  private record Seen(int index, String text, long end) {}

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abc\n").ofMinLength(0).ofMaxLength(120);
  }

  @Provide
  Arbitrary<List<String>> regexes() {
    var atom = Arbitraries.of("a", "b", "c", "\\n", ".", "[ab]", "(?:ab|b)", "(?:a|abc)");
    var suffix = Arbitraries.of("", "", "", "*", "+", "?", "*?", "+?", "{2}");
    var piece = Combinators.combine(atom, suffix).as((a, s) -> a + s);
    var sequence = piece.list().ofMinSize(1).ofMaxSize(4).map(l -> String.join("", l));
    var regex = Combinators.combine(Arbitraries.of("", "", "", "^"), sequence).as((p, s) -> p + s);
    return regex.filter(ExpectCutsTest::neverEmpty).list().ofMinSize(1).ofMaxSize(3);
  }

  private static boolean neverEmpty(String regex) {
    return Pattern.compile(regex, Pattern.MULTILINE)
        .matcher("zabc\nz\n\n")
        .results()
        .noneMatch(match -> match.start() == match.end());
  }

  /** The matches, one after another, those that more output could change being left to grow. */
  private static List<Seen> matches(List<String> regexes, List<String> pieces) {
    var expectation = Expectation.of(regexes.toArray(String[]::new));
    var text = new ExpectText(UTF_8);
    var seen = new ArrayList<Seen>();
    var scan = new ExpectScan(expectation, 0);
    for (var i = 0; i < pieces.size(); i++) {
      text.append(pieces.get(i));
      while (true) {
        var found = scan.search(text);
        if (found == null || (found.touchesEnd() && i < pieces.size() - 1)) {
          break;
        }
        seen.add(new Seen(found.index(), found.match().group(), found.end()));
        scan = new ExpectScan(expectation, found.end());
      }
    }
    return seen;
  }

  private static List<String> cut(String text, List<Integer> sizes) {
    var pieces = new ArrayList<String>();
    for (int at = 0, i = 0; at < text.length(); i++) {
      var end = Math.min(text.length(), at + sizes.get(i % sizes.size()));
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  @Property(tries = 2000)
  void findsTheSame(
      @ForAll("texts") String text,
      @ForAll("regexes") List<String> regexes,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 20) Integer> sizes) {
    assertThat(matches(regexes, cut(text, sizes))).isEqualTo(matches(regexes, List.of(text)));
  }

  @Property(tries = 300)
  void findsTheSameInAProcess(
      @ForAll("texts") String text,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 20) Integer> sizes) {
    var expectation = Expectation.of("a[^\\n]*\\n", "bb");
    var whole = new ArrayList<Seen>();
    for (var match : matches(List.of("a[^\\n]*\\n", "bb"), List.of(text))) {
      whole.add(new Seen(match.index(), match.text(), 0));
    }
    var expects = new Expects(new LocalProcess("x"), new Transcript(1000, UTF_8));
    var seen = new ArrayList<Seen>();
    var next = expects.expect(expectation, null, Thread.currentThread());
    for (var piece : cut(text, sizes)) {
      expects.append(StdStream.OUT, piece.getBytes(UTF_8));
    }
    expects.end();
    for (var found = next.join(); found.isPresent(); found = ask(expects, expectation).join()) {
      seen.add(new Seen(found.get().index(), found.get().text(), 0));
    }
    assertThat(seen).isEqualTo(whole);
  }

  private static CompletableFuture<Optional<ExpectMatch>> ask(
      Expects expects, Expectation expectation) {
    return expects.expect(expectation, null, Thread.currentThread());
  }
}
