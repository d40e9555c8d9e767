package execo.sweep;

import execo.internal.sweep.Values;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * All combinations of factors: a list that never changes and that holds only the factors. Size,
 * {@code get} and {@code indexOf} cost the same however many there are. The last factor varies
 * fastest. Thread-safe.
 */
public final class Sweep extends AbstractList<Combination> implements RandomAccess {
  private final Factors factors;
  private final Product product;
  private final int size;

  Sweep(Factors factors) {
    this.factors = factors;
    product = new Product(factors);
    if (product.size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("too many combinations: " + product.size);
    }
    size = (int) product.size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Combination get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("no combination " + index + " of " + size);
    }
    var names = new String[product.depth];
    var values = new @Nullable Object[product.depth];
    int used = product.fill(index, names, values, 0);
    if (used < names.length) {
      names = Arrays.copyOf(names, used);
      values = Arrays.copyOf(values, used);
    }
    return new Combination(names, values);
  }

  /** Where a combination, or another map with its entries, is in this list; -1 if nowhere. */
  @Override
  public int indexOf(@Nullable Object element) {
    if (!(element instanceof Map<?, ?> map)) {
      return -1;
    }
    var found = new int[1];
    long index = product.find(map, found);
    return index < 0 || found[0] != map.size() ? -1 : (int) index;
  }

  @Override
  public int lastIndexOf(@Nullable Object element) {
    return indexOf(element);
  }

  @Override
  public boolean contains(@Nullable Object element) {
    return indexOf(element) >= 0;
  }

  /** The product of some factors. */
  private static final class Product {
    final Axis[] axes;
    final long size;
    final int depth;

    Product(Factors factors) {
      var list = new ArrayList<Axis>();
      factors
          .asMap()
          .forEach((name, levels) -> {
            if (!levels.isEmpty()) {
              list.add(new Axis(name, levels));
            }
          });
      axes = list.toArray(Axis[]::new);
      long product = 1;
      int names = 0;
      for (var axis : axes) {
        try {
          product = Math.multiplyExact(product, axis.size());
        } catch (ArithmeticException e) {
          throw new IllegalArgumentException("too many combinations: " + factors, e);
        }
        names += axis.depth;
      }
      size = product;
      depth = names;
    }

    int fill(long index, String[] names, @Nullable Object[] values, int at) {
      long rest = index;
      long unit = size;
      int next = at;
      for (var axis : axes) {
        unit /= axis.size();
        next = axis.fill(rest / unit, names, values, next);
        rest %= unit;
      }
      return next;
    }

    /** Where a map's entries are, and in {@code found} how many of them were seen. */
    long find(Map<?, ?> map, int[] found) {
      long index = 0;
      for (var axis : axes) {
        long place = axis.find(map, found);
        if (place < 0) {
          return -1;
        }
        index = index * axis.size() + place;
      }
      return index;
    }
  }

  /** A factor with its levels. */
  private static final class Axis {
    final String name;
    final @Nullable Object[] levels;
    final Product[] products;
    final Map<@Nullable Object, Integer> places = new HashMap<>();

    /** How many combinations come before each level, and at the end: before none. */
    final long[] before;

    final int depth;
    final boolean flat;

    Axis(String name, Map<@Nullable Object, Factors> map) {
      this.name = name;
      levels = map.keySet().toArray();
      products = map.values().stream().map(Product::new).toArray(Product[]::new);
      before = new long[levels.length + 1];
      int deepest = 0;
      for (int i = 0; i < levels.length; i++) {
        places.put(levels[i], i);
        before[i + 1] = Math.addExact(before[i], products[i].size);
        deepest = Math.max(deepest, products[i].depth);
      }
      depth = 1 + deepest;
      flat = deepest == 0;
    }

    long size() {
      return before[levels.length];
    }

    int fill(long index, String[] names, @Nullable Object[] values, int at) {
      int level = flat ? (int) index : level(index);
      names[at] = name;
      values[at] = levels[level];
      return flat ? at + 1 : products[level].fill(index - before[level], names, values, at + 1);
    }

    private int level(long index) {
      int found = Arrays.binarySearch(before, index);
      return found >= 0 ? found : -found - 2;
    }

    long find(Map<?, ?> map, int[] found) {
      var value = map.get(name);
      if (value == null && !map.containsKey(name)) {
        return -1;
      }
      var level = places.get(map instanceof Combination ? value : normal(value));
      if (level == null) {
        return -1;
      }
      found[0]++;
      if (flat) {
        return level;
      }
      long place = products[level].find(map, found);
      return place < 0 ? -1 : before[level] + place;
    }

    private static @Nullable Object normal(@Nullable Object value) {
      try {
        return Values.normal(value);
      } catch (IllegalArgumentException e) {
        return value;
      }
    }
  }

  Factors factors() {
    return factors;
  }
}
