package execo.internal.ssh.openssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Marks are taken out of a stream, and nothing else, however it is cut. */
class MarkFilterTest {
  private static final String TAG = "ab";

  /** Text and marks, in order, the marks in brackets. */
  private static String filter(List<String> pieces) {
    var events = new StringBuilder();
    var filter = new MarkFilter(TAG, mark -> events.append('[').append(mark).append(']'));
    pieces.forEach(
        p -> filter.accept(p.getBytes(ISO_8859_1), b -> events.append(new String(b, ISO_8859_1))));
    filter.end(b -> events.append(new String(b, ISO_8859_1)));
    return events.toString();
  }

  /** The same by one regex over the whole. */
  private static String reference(String text) {
    return Pattern.compile("\036" + TAG + " ([^\036]{0,32})\036")
        .matcher(text)
        .replaceAll(match -> "[" + match.group(1) + "]");
  }

  @Provide
  Arbitrary<String> streams() {
    return Arbitraries.of(
            "\036",
            "\036a",
            "\036ab",
            "\036ab ",
            "\036ab start 12\036",
            "\036ab end 3\036",
            "x",
            "z",
            "\n",
            "\0",
            "1234567890",
            "\036ab 12345678901234567890123456789012\036")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 1000)
  void doesNotDependOnCuts(
      @ForAll("streams") String text,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 12) Integer> sizes) {
    var pieces = new ArrayList<String>();
    for (int at = 0, i = 0; at < text.length(); i++) {
      var end = Math.min(text.length(), at + sizes.get(i % sizes.size()));
      pieces.add(text.substring(at, end));
      at = end;
    }
    assertThat(filter(pieces)).isEqualTo(reference(text));
    assertThat(filter(List.of(text))).isEqualTo(reference(text));
  }

  @Example
  void keepsTextBesideMarks() {
    assertThat(filter(List.of("one\036ab start 7\036two\n\036ab end 0\036")))
        .isEqualTo("one[start 7]two\n[end 0]");
  }

  @Example
  void holdsBackNoMoreThanAMark() {
    var passed = new StringBuilder();
    var filter = new MarkFilter(TAG, mark -> passed.append("mark"));
    var bytes = ("\036ab " + "y".repeat(33)).getBytes(ISO_8859_1);
    filter.accept(bytes, b -> passed.append(new String(b, ISO_8859_1)));
    assertThat(passed).hasToString(new String(bytes, ISO_8859_1));
  }

  @Example
  void takesNoLongMessageForAMark() {
    var text = "\036ab " + "y".repeat(33) + "\036";
    assertThat(filter(List.of(text))).isEqualTo(text);
  }
}
