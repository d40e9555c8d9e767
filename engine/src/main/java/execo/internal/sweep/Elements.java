package execo.internal.sweep;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The list of a sweep: elements, each in its normal form and at its place. */
public final class Elements {
  private final List<?> list;

  /** Places by normal form; null if the list knows them itself. */
  private final @Nullable Map<Object, Integer> places;

  private Elements(List<?> list, @Nullable Map<Object, Integer> places) {
    this.list = list;
    this.places = places;
  }

  /** A list without repeats, with constant access, whose {@code indexOf} is quick. */
  public static Elements indexed(List<?> list) {
    return new Elements(list, null);
  }

  /**
   * Any list without repeats.
   *
   * @throws IllegalArgumentException if an element is no value that a journal keeps, or is there
   *     twice
   */
  public static Elements of(List<?> list) {
    var all = list instanceof RandomAccess ? list : List.copyOf(list);
    var places = new HashMap<Object, Integer>(2 * all.size());
    for (int i = 0; i < all.size(); i++) {
      var normal = normalForm(all.get(i));
      var before = places.put(normal, i);
      if (before != null) {
        throw new IllegalArgumentException("an element is there twice: " + normal);
      }
    }
    return new Elements(all, places);
  }

  int size() {
    return list.size();
  }

  /** The place of an element in normal form; -1 if it is not there. */
  int indexOf(Object element) {
    return places == null ? list.indexOf(element) : places.getOrDefault(element, -1);
  }

  /** The place of an element in any form; -1 if it is not there. */
  public int place(Object element) {
    var normal = Values.normal(element);
    return normal == null ? -1 : indexOf(normal);
  }

  Object normal(int index) {
    return normalForm(list.get(index));
  }

  /**
   * Elements in normal form.
   *
   * @throws IllegalArgumentException if one is no value that a journal keeps
   */
  public static List<Object> normalForms(Collection<?> elements) {
    return elements.stream().map(Elements::normalForm).toList();
  }

  private static Object normalForm(@Nullable Object element) {
    var normal = Values.normal(element);
    if (normal == null) {
      throw new IllegalArgumentException("null is no element of a sweep");
    }
    return normal;
  }
}
