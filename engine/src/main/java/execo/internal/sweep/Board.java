package execo.internal.sweep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each element of a list, and of those that are not in it; what is next to do; how
 * many are in each state, those outside the list left out. Not thread-safe.
 */
final class Board {
  private final Elements elements;

  /** Of elements that somebody touched, by place. */
  private final @Nullable Entry[] entries;

  /** Of elements that are not in the list. */
  private final Map<Object, Entry> strangers = new HashMap<>();

  private final BitSet todo = new BitSet();

  /** No element before this place is to do. */
  private int firstTodo;

  private final Map<State, Integer> counts = new EnumMap<>(State.class);
  private int touched;
  private double doneSeconds;
  private int timed;
  private final Set<Entry> skipped = Collections.newSetFromMap(new IdentityHashMap<>());

  /** All elements of a list are to do. */
  Board(Elements elements) {
    this.elements = elements;
    entries = new Entry[elements.size()];
    todo.set(0, elements.size());
    counts.put(State.TODO, elements.size());
  }

  Elements elements() {
    return elements;
  }

  /** What another board knew of an element, to do for now. */
  Entry adopt(Entry old) {
    var entry = old.at(elements.indexOf(old.element));
    entry.state = State.TODO;
    place(entry);
    return entry;
  }

  private void place(Entry entry) {
    if (entry.index < 0) {
      strangers.put(entry.element, entry);
    } else {
      entries[entry.index] = entry;
    }
    touched++;
  }

  void forEachEntry(Consumer<Entry> visitor) {
    for (var entry : entries) {
      if (entry != null) {
        visitor.accept(entry);
      }
    }
    strangers.values().forEach(visitor);
  }

  /**
   * Demands that these are in this sweep.
   *
   * @throws IllegalArgumentException if one is not
   */
  void demand(Collection<Object> those) {
    for (var element : those) {
      if (elements.indexOf(element) < 0 && find(element) == null) {
        throw new IllegalArgumentException("not in this sweep: " + element);
      }
    }
  }

  /** What is known of an element; null if nobody touched it. */
  @Nullable Entry find(Object element) {
    int index = elements.indexOf(element);
    return index < 0 ? strangers.get(element) : entries[index];
  }

  /** What is known of an element, from now on. */
  Entry entryOf(Object element) {
    int index = elements.indexOf(element);
    var entry = index < 0 ? strangers.get(element) : entries[index];
    if (entry == null) {
      entry = new Entry(index < 0 ? element : elements.normal(index), index);
      place(entry);
    }
    return entry;
  }

  /** How many elements somebody touched. */
  int touched() {
    return touched;
  }

  /** What is left out for now. */
  List<Entry> skipped() {
    return List.copyOf(skipped);
  }

  int count(State state) {
    return counts.getOrDefault(state, 0);
  }

  Counts counts() {
    return new Counts(
        count(State.TODO),
        count(State.IN_PROGRESS),
        count(State.DONE),
        count(State.SKIPPED),
        count(State.FAILED),
        timed == 0 ? Double.NaN : doneSeconds / timed);
  }

  /** The first elements to do, by place. */
  List<Integer> firstTodo(int limit) {
    var places = new ArrayList<Integer>(Math.min(limit, 1000));
    firstTodo = todo.nextSetBit(firstTodo);
    if (firstTodo < 0) {
      firstTodo = elements.size();
    }
    for (int i = firstTodo; i < elements.size() && places.size() < limit; ) {
      places.add(i);
      i = todo.nextSetBit(i + 1);
      if (i < 0) {
        break;
      }
    }
    return places;
  }

  boolean isTodo(int index) {
    return todo.get(index);
  }

  /** Another state of an element. */
  void move(Entry entry, State to) {
    if (entry.state == to) {
      return;
    }
    leave(entry);
    entry.state = to;
    if (entry.index >= 0) {
      counts.merge(to, 1, Integer::sum);
    }
    switch (to) {
      case TODO -> {
        if (entry.index >= 0) {
          todo.set(entry.index);
          firstTodo = Math.min(firstTodo, entry.index);
        }
      }
      case DONE -> time(entry, 1);
      case SKIPPED -> skipped.add(entry);
      case IN_PROGRESS, FAILED -> {}
    }
  }

  private void leave(Entry entry) {
    if (entry.index >= 0) {
      counts.merge(entry.state, -1, Integer::sum);
    }
    switch (entry.state) {
      case TODO -> {
        if (entry.index >= 0) {
          todo.clear(entry.index);
        }
      }
      case DONE -> time(entry, -1);
      case SKIPPED -> skipped.remove(entry);
      case IN_PROGRESS, FAILED -> {}
    }
  }

  private void time(Entry entry, int sign) {
    if (entry.index >= 0 && !Double.isNaN(entry.took)) {
      doneSeconds += sign * entry.took;
      timed += sign;
    }
  }

  /** What was touched, by place. */
  List<Picture.Touched> picture() {
    var touched = new ArrayList<Picture.Touched>();
    for (var entry : entries) {
      if (entry != null) {
        touched.add(
            new Picture.Touched(
                entry.index, entry.state, entry.by, entry.at, entry.took, entry.attempts));
      }
    }
    return touched;
  }
}
