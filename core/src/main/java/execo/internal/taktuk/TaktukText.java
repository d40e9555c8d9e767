package execo.internal.taktuk;

/**
 * How texts are written for TakTuk's parser where the escape character is {@code !}, options are
 * separated by blanks and commands by semicolons alone.
 *
 * <p>TakTuk unescapes by a pattern in which a dot does not match a newline, so a newline cannot be
 * escaped; it need not be, as it separates nothing.
 */
final class TaktukText {
  static final String ESCAPE = "!";
  static final String OPTION_SEPARATOR = " ";
  static final String COMMAND_SEPARATOR = ";";

  private TaktukText() {}

  /** One word, read once. */
  static String word(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '!' || c == ' ' || c == ';') {
        out.append('!');
      }
      out.append(c);
    }
    return out.toString();
  }

  /**
   * One word of the commands between {@code -[} and {@code -]}: it is read here as a word, and read
   * again on the host, where it is not divided any more but unescaped once more.
   */
  static String innerWord(String text) {
    return word(text.replace("!", "!!"));
  }
}
