package execo.internal.taktuk;

import java.util.Locale;

/**
 * One thing that the TakTuk program tells.
 *
 * @param kind which template wrote it
 * @param position the host that told it, from 1 in the order of the option text; 0 is this machine
 * @param peer the host it is about, for what a connection says; 0 if none
 * @param rank the logical number of the host that told it; negative before it has one
 * @param endOfLine whether a newline followed
 * @param payload the line
 */
record TaktukRecord(
    Kind kind, int position, int peer, int rank, boolean endOfLine, byte[] payload) {

  /** The kinds of templates, each with the letter that marks it. */
  enum Kind {
    OUTPUT('o', "$line"),
    ERROR('e', "$line"),
    STATUS('x', "$line"),
    CONNECTOR('d', "$line"),
    STATE('s', "\"$line $peers_given\""),
    TAKTUK('t', "$line");

    final char letter;
    private final String value;

    Kind(char letter, String value) {
      this.letter = letter;
      this.value = value;
    }

    /** The kind of a letter. */
    static Kind of(String letter) {
      for (var kind : values()) {
        if (letter.length() == 1 && letter.charAt(0) == kind.letter) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of record: " + letter);
    }

    /**
     * The template, a Perl expression that TakTuk evaluates for each line on the host that tells
     * it: a header, and the line after its length, so that any bytes can be in it.
     */
    String template(String tag) {
      return name().toLowerCase(Locale.ROOT)
          + "=\""
          + tag
          + " "
          + letter
          + " $position ${peer_position}p $rank \".(length($eol)?1:0).\" \".length("
          + value
          + ").\"\\n\"."
          + value
          + ".\"\\n\"";
    }
  }
}
