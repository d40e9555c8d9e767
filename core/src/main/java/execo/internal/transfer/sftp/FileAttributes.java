package execo.internal.transfer.sftp;

import java.nio.ByteBuffer;

/**
 * What is known or to be set of a remote file; each part is −1 if it is not.
 *
 * @param size bytes
 * @param mode kind and permissions, as in {@code st_mode}
 * @param accessed seconds since 1970
 * @param modified seconds since 1970
 */
public record FileAttributes(long size, int mode, long accessed, long modified) {
  static final FileAttributes NONE = new FileAttributes(-1, -1, -1, -1);
  static final int MOST_BYTES = 16;

  private static final int HAS_SIZE = 1;
  private static final int HAS_OWNER = 2;
  private static final int HAS_MODE = 4;
  private static final int HAS_TIMES = 8;
  private static final int HAS_EXTENSIONS = 0x80000000;

  private static final int KIND = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMBOLIC_LINK = 0120000;

  /** Permissions alone. */
  public static FileAttributes ofMode(int permissions) {
    return new FileAttributes(-1, permissions, -1, -1);
  }

  /** What a copy keeps of a file: permissions and times. */
  public static FileAttributes kept(FileAttributes of) {
    return new FileAttributes(-1, of.permissions(-1), of.accessed, of.modified);
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return is(DIRECTORY);
  }

  /** Whether it is a plain file. */
  public boolean isRegular() {
    return is(REGULAR);
  }

  /** Whether it is a symbolic link. */
  public boolean isSymbolicLink() {
    return is(SYMBOLIC_LINK);
  }

  private boolean is(int kind) {
    return mode != -1 && (mode & KIND) == kind;
  }

  /** The permissions, or these if they are not known. */
  public int permissions(int otherwise) {
    return mode == -1 ? otherwise : mode & 07777;
  }

  void writeTo(ByteBuffer out) {
    var flags = (mode == -1 ? 0 : HAS_MODE) | (modified == -1 ? 0 : HAS_TIMES);
    out.putInt(flags);
    if (mode != -1) {
      out.putInt(mode);
    }
    if (modified != -1) {
      out.putInt((int) accessed).putInt((int) modified);
    }
  }

  static FileAttributes readFrom(ByteBuffer in) {
    var flags = in.getInt();
    var size = (flags & HAS_SIZE) == 0 ? -1 : in.getLong();
    if ((flags & HAS_OWNER) != 0) {
      in.getLong();
    }
    var mode = (flags & HAS_MODE) == 0 ? -1 : in.getInt();
    var timed = (flags & HAS_TIMES) != 0;
    var accessed = timed ? Integer.toUnsignedLong(in.getInt()) : -1;
    var modified = timed ? Integer.toUnsignedLong(in.getInt()) : -1;
    if ((flags & HAS_EXTENSIONS) != 0) {
      for (var left = in.getInt(); left > 0; left--) {
        Reply.skipString(in);
        Reply.skipString(in);
      }
    }
    return new FileAttributes(size, mode, accessed, modified);
  }
}
