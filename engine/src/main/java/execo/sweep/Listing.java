package execo.sweep;

import execo.internal.sweep.Elements;
import java.util.List;

/**
 * The elements of a sweep.
 *
 * @param list them, in order
 * @param index where each of them is
 */
record Listing<E>(List<E> list, Elements index) {
  static <E> Listing<E> of(List<E> list) {
    return new Listing<>(list, list instanceof Sweep ? Elements.indexed(list) : Elements.of(list));
  }

  List<E> at(List<Integer> places) {
    return places.stream().map(list::get).toList();
  }
}
