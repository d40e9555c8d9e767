package execo.internal.taktuk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written for TakTuk's parser is what it reads. */
class TaktukTextTest {
  /** What the parser makes of a text: cut at blanks and semicolons, then {@code !} taken away. */
  private static List<String> read(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '!') {
        word.append(c).append(text.charAt(++i));
      } else if (c == ' ' || c == ';') {
        words.add(unescaped(word.toString()));
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(unescaped(word.toString()));
    return words;
  }

  /** As Perl's {@code s/!(.)/$1/g}: the dot is no newline. */
  private static String unescaped(String word) {
    return word.replaceAll("!([^\n])", "$1");
  }

  @Example
  void specialCharactersAreEscaped() {
    assertThat(TaktukText.word("a b;c!d\n]")).isEqualTo("a! b!;c!!d\n]");
    assertThat(TaktukText.innerWord("a b!")).isEqualTo("a! b!!!!");
  }

  @Property
  void wordIsOneWord(@ForAll String text) {
    assertThat(read(TaktukText.word(text))).containsExactly(text);
  }

  @Property
  void innerWordIsReadTwice(@ForAll String text) {
    var once = read(TaktukText.innerWord(text));
    assertThat(once).hasSize(1);
    assertThat(unescaped(once.getFirst())).isEqualTo(text);
  }
}
