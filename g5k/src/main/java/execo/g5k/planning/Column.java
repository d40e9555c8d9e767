package execo.g5k.planning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** A number that changes at some indexes of a list. */
final class Column {
  static final Column ZERO = new Column(new int[0], new int[0]);

  private final int[] at;
  private final int[] value;

  private Column(int[] at, int[] value) {
    this.at = at;
    this.value = value;
  }

  /** The columns of the clusters of a planning, of its sites, and of the grid: sums of hosts'. */
  static Map<Element, Column> byElement(
      Planning planning, BiConsumer<HostPlanning, Changes> ofHost) {
    var columns = new HashMap<Element, Column>();
    var grid = new Changes();
    for (var site : planning.sites()) {
      var ofSite = new Changes();
      for (var cluster : site.clusters()) {
        var ofCluster = new Changes();
        cluster.hosts().forEach(host -> ofHost.accept(host, ofCluster));
        ofSite.addAll(ofCluster);
        columns.put(cluster.cluster(), ofCluster.sum());
      }
      grid.addAll(ofSite);
      columns.put(site.site(), ofSite.sum());
    }
    columns.put(Element.GRID, grid.sum());
    return columns;
  }

  /** The number at an index. */
  int at(int index) {
    int found = Arrays.binarySearch(at, index);
    int last = found >= 0 ? found : -found - 2;
    return last < 0 ? 0 : value[last];
  }

  /** The changes out of which a column is summed. */
  static final class Changes {
    /** The index in the upper half, the difference in the lower one. */
    private long[] changes = new long[16];

    private int size;

    /** From an index on the number is another one by some difference. */
    void add(int index, int difference) {
      if (size == changes.length) {
        changes = Arrays.copyOf(changes, 2 * size);
      }
      changes[size++] = ((long) index << Integer.SIZE) | Integer.toUnsignedLong(difference);
    }

    private void addAll(Changes other) {
      if (size + other.size > changes.length) {
        changes = Arrays.copyOf(changes, Math.max(2 * changes.length, size + other.size));
      }
      System.arraycopy(other.changes, 0, changes, size, other.size);
      size += other.size;
    }

    Column sum() {
      Arrays.sort(changes, 0, size);
      var at = new int[size];
      var value = new int[size];
      int used = 0;
      int sum = 0;
      for (int i = 0; i < size; i++) {
        sum += (int) changes[i];
        if (i + 1 == size || index(i + 1) != index(i)) {
          at[used] = index(i);
          value[used++] = sum;
        }
      }
      return new Column(Arrays.copyOf(at, used), Arrays.copyOf(value, used));
    }

    private int index(int change) {
      return (int) (changes[change] >> Integer.SIZE);
    }
  }
}
