package execo.internal.taktuk;

/**
 * Counts the contents of files in an archive of tar that passes by in pieces. An archive that is
 * not understood any more is counted no further.
 */
final class ArchiveMeter {
  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_END = 136;
  private static final int SUM_AT = 148;
  private static final int SUM_END = 156;
  private static final int TYPE_AT = 156;

  private final byte[] header = new byte[BLOCK];
  private int filled;
  private long contents;
  private long other;
  private long done;
  private long known;

  /** The next piece. */
  void pass(byte[] bytes) {
    for (var at = 0; at < bytes.length; ) {
      var left = bytes.length - at;
      if (contents > 0) {
        var some = (int) Math.min(left, contents);
        contents -= some;
        done += some;
        at += some;
      } else if (other > 0) {
        var some = (int) Math.min(left, other);
        other -= some;
        at += some;
      } else {
        var some = Math.min(left, BLOCK - filled);
        System.arraycopy(bytes, at, header, filled, some);
        filled += some;
        at += some;
        if (filled == BLOCK) {
          filled = 0;
          begin();
        }
      }
    }
  }

  /** How many bytes of contents have passed. */
  long done() {
    return done;
  }

  /** How many bytes the files have, of which at least the beginning has passed. */
  long known() {
    return known;
  }

  private void begin() {
    if (header[0] == 0) {
      return; // the archive ends with empty blocks
    }
    if (sum() != octal(SUM_AT, SUM_END)) {
      other = Long.MAX_VALUE;
      return;
    }
    var size = header[SIZE_AT] < 0 ? binary() : octal(SIZE_AT, SIZE_END);
    var padding = -size & (BLOCK - 1);
    if (isFile(header[TYPE_AT])) {
      contents = size;
      known += size;
      other = padding;
    } else {
      other = size + padding;
    }
  }

  private static boolean isFile(byte type) {
    return type == '0' || type == 0 || type == '7';
  }

  /** The sum of all bytes, its own field taken as blanks. */
  private long sum() {
    var sum = 0L;
    for (var i = 0; i < BLOCK; i++) {
      sum += i >= SUM_AT && i < SUM_END ? ' ' : Byte.toUnsignedInt(header[i]);
    }
    return sum;
  }

  private long octal(int from, int to) {
    var value = 0L;
    for (var i = from; i < to; i++) {
      if (header[i] >= '0' && header[i] <= '7') {
        value = value * 8 + header[i] - '0';
      }
    }
    return value;
  }

  /** How GNU's tar writes sizes of 8 GiB and more: the last eight bytes are enough. */
  private long binary() {
    var value = 0L;
    for (var i = SIZE_END - Long.BYTES; i < SIZE_END; i++) {
      value = value << Byte.SIZE | Byte.toUnsignedInt(header[i]);
    }
    return Math.max(0, value);
  }
}
