package execo.internal.template;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code [a, 'b, c', "d"]}. */
final class WordList {
  private final String source;
  private final String text;
  private int at = 1;

  WordList(String source, String text) {
    this.source = source;
    this.text = text;
  }

  List<String> words() {
    var words = new ArrayList<String>();
    if (text.length() > 1 && text.substring(1).strip().equals("]")) {
      throw Expression.malformed(source, "the list is empty");
    }
    char end = ',';
    while (end == ',') {
      words.add(word());
      end = at < text.length() ? text.charAt(at++) : '\0';
    }
    if (end != ']' || at != text.length()) {
      throw Expression.malformed(source, "a list ends with ']'");
    }
    return List.copyOf(words);
  }

  /** One word; afterwards the position is at a comma, a bracket or the end. */
  private String word() {
    skipBlanks();
    if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      int close = text.indexOf(text.charAt(at), at + 1);
      if (close < 0) {
        throw Expression.malformed(source, "a quote is not closed");
      }
      String word = text.substring(at + 1, close);
      at = close + 1;
      skipBlanks();
      if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ']') {
        throw Expression.malformed(source, "text follows a closed quote");
      }
      return word;
    }
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ']') {
      if (text.charAt(at) == '[') {
        throw Expression.malformed(source, "a list in a list");
      }
      at++;
    }
    String word = text.substring(start, at).strip();
    if (word.isEmpty()) {
      throw Expression.malformed(source, "a word is missing; an empty one is written ''");
    }
    return word;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
