package execo.g5k.planning;

import java.util.Arrays;

/** A number that changes at some indexes of a list. */
final class Column {
  static final Column ZERO = new Column(new int[0], new int[0]);

  private final int[] at;
  private final int[] value;

  private Column(int[] at, int[] value) {
    this.at = at;
    this.value = value;
  }

  /** The number at an index. */
  int at(int index) {
    int found = Arrays.binarySearch(at, index);
    int last = found >= 0 ? found : -found - 2;
    return last < 0 ? 0 : value[last];
  }

  /** The changes, up or down by one, out of which a column is summed. */
  static final class Changes {
    private long[] changes = new long[16];
    private int size;

    void up(int index) {
      add(2L * index + 1);
    }

    void down(int index) {
      add(2L * index);
    }

    void addAll(Changes other) {
      if (size + other.size > changes.length) {
        changes = Arrays.copyOf(changes, Math.max(2 * changes.length, size + other.size));
      }
      System.arraycopy(other.changes, 0, changes, size, other.size);
      size += other.size;
    }

    private void add(long change) {
      if (size == changes.length) {
        changes = Arrays.copyOf(changes, 2 * size);
      }
      changes[size++] = change;
    }

    Column sum() {
      Arrays.sort(changes, 0, size);
      var at = new int[size];
      var value = new int[size];
      int used = 0;
      int sum = 0;
      for (int i = 0; i < size; i++) {
        int index = (int) (changes[i] >> 1);
        sum += (changes[i] & 1) == 1 ? 1 : -1;
        if (i + 1 == size || changes[i + 1] >> 1 != index) {
          at[used] = index;
          value[used++] = sum;
        }
      }
      return new Column(Arrays.copyOf(at, used), Arrays.copyOf(value, used));
    }
  }
}
