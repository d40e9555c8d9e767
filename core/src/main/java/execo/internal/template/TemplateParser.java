package execo.internal.template;

import execo.internal.template.Template.HostAddress;
import execo.internal.template.Template.Piece;
import execo.internal.template.Template.Substitution;
import execo.internal.template.Template.Text;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into literal pieces and substitutions. */
final class TemplateParser {
  private static final String HOST = "{{{host}}}";

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  TemplateParser(String text) {
    this.text = text;
  }

  List<Piece> pieces() {
    int at = 0;
    int open;
    while ((open = text.indexOf("{{", at)) >= 0) {
      literal.append(text, at, open);
      if (text.startsWith("{{{{", open)) {
        literal.append("{{");
        at = open + 4;
      } else if (text.startsWith(HOST, open)) {
        add(new HostAddress());
        at = open + HOST.length();
      } else {
        at = expression(open);
      }
    }
    literal.append(text, at, text.length());
    if (!literal.isEmpty() || pieces.isEmpty()) {
      pieces.add(new Text(literal.toString()));
    }
    return pieces;
  }

  private void add(Piece piece) {
    if (!literal.isEmpty()) {
      pieces.add(new Text(literal.toString()));
      literal.setLength(0);
    }
    pieces.add(piece);
  }

  /** Reads the expression that opens here; returns the position after it. */
  private int expression(int open) {
    int close = text.indexOf("}}", open + 2);
    if (close < 0) {
      throw new IllegalArgumentException(
          "malformed substitution '%s': '{{' without '}}'; for a literal '{{' write '{{{{'"
              .formatted(text.substring(open)));
    }
    String inner = text.substring(open + 2, close);
    if (inner.startsWith("{")) {
      int end = text.startsWith("}", close + 2) ? close + 1 : close;
      throw Expression.malformed(text.substring(open + 2, end), "only {{{host}}} has three braces");
    }
    add(new Substitution(Expression.parse(inner)));
    return close + 2;
  }
}
