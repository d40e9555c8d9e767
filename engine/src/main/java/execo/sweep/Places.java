package execo.sweep;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Some elements of a list, which need not hold them, by their places in it. Never changes. */
final class Places<E> extends AbstractList<E> implements RandomAccess {
  private final List<E> list;
  private final int[] places;

  Places(List<E> list, int[] places) {
    this.list = list;
    this.places = places;
  }

  @Override
  public E get(int index) {
    return list.get(places[index]);
  }

  @Override
  public int size() {
    return places.length;
  }
}
