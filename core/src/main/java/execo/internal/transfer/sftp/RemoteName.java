package execo.internal.transfer.sftp;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A name that a server gave, with what it says of the file.
 *
 * @param text the name
 * @param legible whether the name is UTF-8; otherwise the text is only what can be shown of it
 * @param attributes of the name itself: symbolic links are not followed
 */
public record RemoteName(String text, boolean legible, FileAttributes attributes) {

  static RemoteName of(byte[] name, FileAttributes attributes) {
    try {
      return new RemoteName(Reply.strictly(name), true, attributes);
    } catch (CharacterCodingException e) {
      return new RemoteName(new String(name, StandardCharsets.UTF_8), false, attributes);
    }
  }

  /** Whether it is one that each directory has: itself or its parent. */
  public boolean isDots() {
    return text.equals(".") || text.equals("..");
  }

  /** Whether it names something right in a directory, not elsewhere. */
  public boolean isPlain() {
    return legible && !text.isEmpty() && text.indexOf('/') < 0 && text.indexOf('\0') < 0;
  }
}
