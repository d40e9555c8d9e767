package execo.process;

import java.util.Arrays;

/** A run of bytes of one stream, numbered in the order of arrival of both. */
final class Segment {
  private static final int SIZE = 64 * 1024;

  final long number;
  private byte[] bytes;
  private int length;

  Segment(long number, byte[] bytes) {
    this.number = number;
    this.bytes = bytes;
    this.length = bytes.length;
  }

  int length() {
    return length;
  }

  /** Adds bytes that arrived right after these; refuses when that would make it too large. */
  boolean append(byte[] more) {
    if (length + more.length > SIZE) {
      return false;
    }
    if (length + more.length > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, Math.min(SIZE, Math.max(2 * bytes.length, length + more.length)));
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return true;
  }

  byte[] content() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, length);
  }
}
