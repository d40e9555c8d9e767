package execo.internal.taktuk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Takes the records out of what the TakTuk program writes, wherever its output was cut. Lines that
 * do not begin with the tag are no records. Not thread-safe.
 */
final class RecordReader {
  private final byte[] tag;
  private final Consumer<TaktukRecord> records;
  private final Consumer<String> strays;
  private byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;

  RecordReader(String tag, Consumer<TaktukRecord> records, Consumer<String> strays) {
    this.tag = (tag + " ").getBytes(StandardCharsets.US_ASCII);
    this.records = records;
    this.strays = strays;
  }

  void accept(byte[] bytes) {
    append(bytes);
    while (takeOne()) {
      // until what is left is incomplete
    }
  }

  private void append(byte[] bytes) {
    if (to + bytes.length > buffer.length) {
      var left = to - from;
      var target =
          left + bytes.length > buffer.length
              ? new byte[Math.max(2 * buffer.length, left + bytes.length)]
              : buffer;
      System.arraycopy(buffer, from, target, 0, left);
      buffer = target;
      from = 0;
      to = left;
    }
    System.arraycopy(bytes, 0, buffer, to, bytes.length);
    to += bytes.length;
  }

  private boolean takeOne() {
    var end = from;
    while (end < to && buffer[end] != '\n') {
      end++;
    }
    if (end == to) {
      return false;
    }
    var payload = end + 1;
    if (!Arrays.equals(buffer, from, Math.min(end, from + tag.length), tag, 0, tag.length)) {
      strays.accept(text(from, end));
      from = payload;
      return true;
    }
    var fields = text(from + tag.length, end).split(" ", -1);
    var length = Integer.parseInt(fields[5]);
    if (to < payload + length + 1) {
      return false;
    }
    from = payload + length + 1;
    var peer = fields[2].substring(0, fields[2].length() - 1);
    records.accept(
        new TaktukRecord(
            TaktukRecord.Kind.of(fields[0]),
            Integer.parseInt(fields[1]),
            peer.isEmpty() ? 0 : Integer.parseInt(peer),
            Integer.parseInt(fields[3]),
            fields[4].equals("1"),
            Arrays.copyOfRange(buffer, payload, payload + length)));
    return true;
  }

  private String text(int start, int end) {
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }
}
