package execo.internal.transfer;

import java.util.concurrent.ThreadLocalRandom;

/** Hidden names for files that are not whole yet, beside those that they will have. */
final class TemporaryNames {
  /** File names have 255 bytes at most, and a character up to four. */
  private static final int LONGEST = 50;

  private TemporaryNames() {}

  /** A name that no other copy uses. */
  static String of(String name) {
    var whole = name.codePointCount(0, name.length()) <= LONGEST;
    var shown = whole ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST));
    return "." + shown + ".execo-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
  }
}
