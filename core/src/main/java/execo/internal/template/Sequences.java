package execo.internal.template;

import execo.host.Host;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** The values that can be bound to a name: several, in an order. */
public final class Sequences {
  private Sequences() {}

  /**
   * The elements of an {@link Iterable}, an array, an {@link Iterator} or a stream, as they are
   * now. The last two are used up. A text is no sequence, nor is a map: its {@code keySet()} and
   * {@code values()} are.
   *
   * @param what what messages call the value
   * @throws IllegalArgumentException for anything else, or if there is no element
   */
  public static List<@Nullable Object> of(String what, Object value) {
    var elements = new ArrayList<@Nullable Object>();
    switch (value) {
      case Iterable<?> several -> several.forEach(elements::add);
      case Object[] several -> Collections.addAll(elements, several);
      case Iterator<?> several -> several.forEachRemaining(elements::add);
      case BaseStream<?, ?> several -> several.iterator().forEachRemaining(elements::add);
      default -> addPrimitives(elements, what, value);
    }
    if (elements.isEmpty()) {
      throw new IllegalArgumentException(
          "empty sequence for '" + what + "': it needs one element or more");
    }
    return Collections.unmodifiableList(elements);
  }

  private static void addPrimitives(List<@Nullable Object> elements, String what, Object value) {
    if (!value.getClass().isArray()) {
      String instead =
          value instanceof Map<?, ?>
              ? "its keySet() or values()"
              : value instanceof CharSequence
                  ? "List.of(...) around it"
                  : "a list, array or stream";
      throw new IllegalArgumentException(
          "not a sequence for '%s': a value of %s; give %s"
              .formatted(what, value.getClass().getTypeName(), instead));
    }
    for (int i = 0; i < Array.getLength(value); i++) {
      elements.add(Array.get(value, i));
    }
  }

  static Object present(String source, int index, @Nullable Object element) {
    if (element == null) {
      throw new IllegalArgumentException(
          "nothing to substitute for '{{%s}}': element %d is null".formatted(source, index));
    }
    return element;
  }

  /** A host as its address, everything else as its text. */
  static String show(Object element) {
    return element instanceof Host host ? host.address() : element.toString();
  }
}
