package execo.internal.os.linux;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The children that live, each under a number that is never given twice: the place in a table and,
 * above it, how often that place was used before. An event that arrives late for one that is gone
 * finds nothing.
 *
 * <p>Thread-safe.
 */
final class Slots {
  private static final int PLACE_BITS = 24;

  private @Nullable SpawnedChild[] table = new @Nullable SpawnedChild[64];
  private long[] keys = freshKeys(0, 64);
  private int[] free = new int[64];
  private int freeCount;
  private int used;
  private boolean woken;

  private static long[] freshKeys(int from, int to) {
    long[] keys = new long[to - from];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) from + i;
    }
    return keys;
  }

  /** Enters a child and tells its number, positive and below 2^61. */
  synchronized long enter(SpawnedChild child) {
    int place;
    if (freeCount > 0) {
      place = free[--freeCount];
    } else {
      if (used == table.length) {
        grow();
      }
      place = used++;
    }
    table[place] = child;
    notifyAll();
    return keys[place];
  }

  /** Waits while no child lives, until one does or the wait is {@linkplain #wake ended}. */
  synchronized void awaitChild() throws InterruptedException {
    while (used == freeCount && !woken) {
      wait();
    }
    woken = false;
  }

  synchronized void wake() {
    woken = true;
    notifyAll();
  }

  private void grow() {
    int size = table.length * 2;
    long[] more = freshKeys(table.length, size);
    long[] all = Arrays.copyOf(keys, size);
    System.arraycopy(more, 0, all, table.length, more.length);
    keys = all;
    table = Arrays.copyOf(table, size);
    free = Arrays.copyOf(free, size);
  }

  synchronized @Nullable SpawnedChild find(long key) {
    int place = (int) key & ((1 << PLACE_BITS) - 1);
    return place < used && keys[place] == key ? table[place] : null;
  }

  synchronized void leave(long key) {
    int place = (int) key & ((1 << PLACE_BITS) - 1);
    if (keys[place] == key) {
      table[place] = null;
      keys[place] = (key + (1L << PLACE_BITS)) & ((1L << 61) - 1);
      free[freeCount++] = place;
    }
  }
}
