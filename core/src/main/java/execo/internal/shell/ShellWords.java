package execo.internal.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts command lines into words as a POSIX shell does, without any expansion, and quotes words for
 * one.
 *
 * <p>Blanks and newlines separate words; quotes and backslashes work as in the shell. All else,
 * {@code #}, {@code ;} and {@code |} included, is plain text.
 */
public final class ShellWords {
  private static final String SAFE = "_@%+:,./-";
  private static final Set<String> RESERVED =
      Set.of(
          "case",
          "do",
          "done",
          "elif",
          "else",
          "esac",
          "fi",
          "for",
          "function",
          "if",
          "in",
          "select",
          "then",
          "time",
          "until",
          "while",
          "coproc");

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String line) {
    this.line = line;
  }

  /**
   * The words of a command line.
   *
   * @throws IllegalArgumentException for a quote that is not closed or a backslash at the end
   */
  public static List<String> split(String line) {
    return new ShellWords(line).split();
  }

  /**
   * A command line of which {@code /bin/sh} makes exactly these words, the first one being a
   * program's name.
   *
   * @throws IllegalArgumentException for a word that holds the NUL character
   */
  public static String quote(List<String> words) {
    var out = new StringBuilder();
    for (String each : words) {
      if (!out.isEmpty()) {
        out.append(' ');
      }
      // After the first word there is neither an assignment nor a reserved word.
      out.append(!out.isEmpty() && isPlain(each.replace('=', '_')) ? each : quote(each));
    }
    return out.toString();
  }

  /**
   * A word as {@code /bin/sh} has to be given it, wherever it stands: as it is, or in single
   * quotes.
   *
   * @throws IllegalArgumentException if it holds the NUL character
   */
  public static String quote(String word) {
    if (word.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a word for the shell cannot hold the NUL character");
    }
    if (isPlain(word) && !RESERVED.contains(word)) {
      return word;
    }
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (c > 0x7f || !(letter || (c >= '0' && c <= '9') || SAFE.indexOf(c) >= 0)) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  private List<String> split() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> {
          char next = escaped();
          if (next != '\n') {
            add(next);
          }
        }
        default -> add(c);
      }
    }
    endWord();
    return List.copyOf(words);
  }

  private void add(char c) {
    word.append(c);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }

  private void singleQuoted() {
    int close = line.indexOf('\'', at);
    if (close < 0) {
      throw unclosed("single quote", at);
    }
    word.append(line, at, close);
    inWord = true;
    at = close + 1;
  }

  private void doubleQuoted() {
    int open = at;
    inWord = true;
    while (true) {
      if (at == line.length()) {
        throw unclosed("double quote", open);
      }
      char c = line.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\' && at < line.length() && "$`\"\\\n".indexOf(line.charAt(at)) >= 0) {
        c = line.charAt(at++);
        if (c == '\n') {
          continue;
        }
      }
      word.append(c);
    }
  }

  private char escaped() {
    if (at == line.length()) {
      throw new IllegalArgumentException(
          "malformed command '" + line + "': nothing follows the backslash at its end");
    }
    return line.charAt(at++);
  }

  private IllegalArgumentException unclosed(String what, int position) {
    return new IllegalArgumentException(
        "malformed command '%s': the %s at position %d is not closed"
            .formatted(line, what, position));
  }
}
