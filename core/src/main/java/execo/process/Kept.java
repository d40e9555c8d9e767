package execo.process;

import java.nio.charset.Charset;

/**
 * The bytes of one stream that were kept at one moment: its beginning, its end, how many between.
 */
record Kept(byte[] head, byte[] tail, long dropped) {

  long length() {
    return head.length + tail.length + dropped;
  }

  byte[] bytes() {
    if (tail.length == 0) {
      return head;
    }
    var all = new byte[head.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  String text(Charset charset) {
    if (dropped == 0) {
      return new String(bytes(), charset);
    }
    return head.length + tail.length == 0
        ? ""
        : new String(head, charset) + "[...]" + new String(tail, charset);
  }
}
