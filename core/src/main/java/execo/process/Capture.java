package execo.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of one stream: its first {@code bound} and its last, whichever came. A little of the
 * end stays even with a bound of 0, so that an expect can still look at it.
 *
 * <p>Not thread-safe.
 */
final class Capture {
  private static final long LEAST_TAIL = 64 * 1024;

  private final long bound;
  private final List<Segment> head = new ArrayList<>();
  private final ArrayDeque<Segment> tail = new ArrayDeque<>();
  private long headLength;
  private long tailLength;
  private long seen;

  Capture(long bound) {
    this.bound = bound;
  }

  /**
   * Adds bytes.
   *
   * @param number their place in the order of arrival of both streams
   * @param adjacent whether nothing else arrived since the previous ones
   */
  void append(long number, byte[] bytes, boolean adjacent) {
    seen += bytes.length;
    var room = (int) Math.min(bytes.length, bound - headLength);
    if (room > 0) {
      headLength += room;
      var part = room == bytes.length ? bytes : Arrays.copyOf(bytes, room);
      if (!adjacent || head.isEmpty() || !head.getLast().append(part)) {
        head.add(new Segment(number, part));
      }
    }
    if (room < bytes.length) {
      var part = room == 0 ? bytes : Arrays.copyOfRange(bytes, room, bytes.length);
      tailLength += part.length;
      if (!adjacent || tail.isEmpty() || !tail.getLast().append(part)) {
        tail.add(new Segment(number, part));
      }
      trim();
    }
  }

  private void trim() {
    var keep = Math.max(bound, LEAST_TAIL);
    while (tailLength - tail.getFirst().length() >= keep) {
      tailLength -= tail.removeFirst().length();
    }
  }

  Kept kept() {
    var beginning = concat(head, headLength);
    var end = concat(tail, tailLength);
    var kept = (int) Math.min(end.length, bound);
    var cut = Arrays.copyOfRange(end, end.length - kept, end.length);
    return new Kept(beginning, cut, seen - beginning.length - cut.length);
  }

  /** All that is still there, in order. */
  List<Segment> segments() {
    var all = new ArrayList<Segment>(head);
    all.addAll(tail);
    return all;
  }

  private static byte[] concat(Iterable<Segment> segments, long length) {
    var all = new byte[Math.toIntExact(length)];
    var at = 0;
    for (var segment : segments) {
      segment.copyTo(all, at);
      at += segment.length();
    }
    return all;
  }
}
