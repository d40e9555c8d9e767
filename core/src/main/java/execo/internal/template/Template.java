package execo.internal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A text with substitutions, read once.
 *
 * <p>For process number i on host h, <code>{{{host}}}</code> becomes h's address and <code>
 * {{expression}}</code> becomes element i modulo size of a sequence: the value bound to a {@code
 * name}; {@code name.property}, the property of each element of that (a record component, a public
 * method without parameters, a bean's getter or a key of a map; more may follow); {@code [a, b,
 * c]}, words given in place, in quotes where they hold commas, brackets or outer blanks; {@code
 * 1..20} or {@code 1..20..5}, numbers, both ends included, downwards too, padded with zeros like
 * its ends. <code>{{{{</code> is a literal <code>{{</code>. Substituted text is not substituted
 * again.
 *
 * <p>Immutable and thread-safe.
 */
public final class Template {
  private final List<Piece> pieces;

  private Template(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  sealed interface Piece {}

  record Text(String text) implements Piece {}

  record HostAddress() implements Piece {}

  record Substitution(Expression expression) implements Piece {}

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException for a malformed expression, which the message names
   */
  public static Template parse(String text) {
    return new Template(new TemplateParser(text).pieces());
  }

  /** Whether the text becomes the same for all processes and hosts. */
  public boolean isConstant() {
    for (Piece piece : pieces) {
      if (!(piece instanceof Text)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text depends on the address of the host. */
  public boolean usesHost() {
    return pieces.contains(new HostAddress());
  }

  /**
   * Looks everything up that the text needs, so that nothing can fail later. A value bound to a
   * name is a sequence as {@link Sequences#of} takes it; streams and iterators among them are used
   * up.
   *
   * @throws IllegalArgumentException for a name that is not bound, a value that is not a sequence
   *     or is empty, or a property that an element does not have; the message names the expression
   */
  public BoundTemplate bind(Map<String, ?> bindings) {
    var parts = new ArrayList<BoundTemplate.Part>(pieces.size());
    for (Piece piece : pieces) {
      parts.add(
          switch (piece) {
            case Text text -> (_, _) -> text.text();
            case HostAddress _ -> (_, host) -> host;
            case Substitution substitution -> {
              IndexedText values = substitution.expression().evaluate(bindings);
              yield (index, _) -> values.at(index);
            }
          });
    }
    return new BoundTemplate(parts);
  }
}
