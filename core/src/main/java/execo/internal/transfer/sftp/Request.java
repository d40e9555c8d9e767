package execo.internal.transfer.sftp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A request to an SFTP server: its type, a number that the reply repeats, and its arguments.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-secsh-filexfer-02">version 3</a>
 */
public final class Request {
  static final int INIT = 1;
  static final int OPEN = 3;
  static final int CLOSE = 4;
  static final int READ = 5;
  static final int WRITE = 6;
  static final int SETSTAT = 9;
  static final int FSETSTAT = 10;
  static final int OPENDIR = 11;
  static final int READDIR = 12;
  static final int REMOVE = 13;
  static final int MKDIR = 14;
  static final int REALPATH = 16;
  static final int STAT = 17;
  static final int RENAME = 18;
  static final int EXTENDED = 200;

  private static final int OPEN_READ = 1;
  private static final int OPEN_WRITE_CREATE_NEW = 0x02 | 0x08 | 0x20;
  private static final int ID_AT = 5;
  private static final int ARGUMENTS_AT = 9;

  private ByteBuffer bytes = ByteBuffer.allocate(160);

  private Request(int type) {
    bytes.putInt(0).put((byte) type).putInt(0);
  }

  /** Opens a file to be read. */
  public static Request openToRead(String path) {
    return new Request(OPEN).text(path).number(OPEN_READ).attributes(FileAttributes.NONE);
  }

  /** Makes a file, which must not be there, and opens it to be written. */
  public static Request create(String path, int mode) {
    return new Request(OPEN)
        .text(path)
        .number(OPEN_WRITE_CREATE_NEW)
        .attributes(FileAttributes.ofMode(mode));
  }

  /** Closes a file or directory. */
  public static Request close(byte[] handle) {
    return new Request(CLOSE).string(handle);
  }

  /** Reads from a file. */
  public static Request read(byte[] handle, long offset, int length) {
    return new Request(READ).string(handle).large(offset).number(length);
  }

  /** Writes to a file; the contents, of that length, follow the request. */
  public static Request write(byte[] handle, long offset, int length) {
    return new Request(WRITE).string(handle).large(offset).number(length);
  }

  /** Sets the mode and times of an open file. */
  public static Request set(byte[] handle, FileAttributes attributes) {
    return new Request(FSETSTAT).string(handle).attributes(attributes);
  }

  /** Sets the mode and times of what has this path. */
  public static Request set(String path, FileAttributes attributes) {
    return new Request(SETSTAT).text(path).attributes(attributes);
  }

  /** Opens a directory to be listed. */
  public static Request openDirectory(String path) {
    return new Request(OPENDIR).text(path);
  }

  /** Asks for the next names in a directory. */
  public static Request list(byte[] handle) {
    return new Request(READDIR).string(handle);
  }

  /** Deletes a file. */
  public static Request remove(String path) {
    return new Request(REMOVE).text(path);
  }

  /** Makes a directory. */
  public static Request makeDirectory(String path, int mode) {
    return new Request(MKDIR).text(path).attributes(FileAttributes.ofMode(mode));
  }

  /** Asks for the absolute path without symbolic links. */
  public static Request realPath(String path) {
    return new Request(REALPATH).text(path);
  }

  /** Asks for the attributes of what a path leads to, symbolic links followed. */
  public static Request stat(String path) {
    return new Request(STAT).text(path);
  }

  /** Gives a file another name, which must be free. */
  public static Request rename(String from, String to) {
    return new Request(RENAME).text(from).text(to);
  }

  /** An extension of the protocol whose arguments are texts. */
  public static Request extended(String name, String... arguments) {
    var request = new Request(EXTENDED).text(name);
    for (var argument : arguments) {
      request.text(argument);
    }
    return request;
  }

  /** The first message: the version of the protocol, in the place of the number. */
  static byte[] init(int version) {
    var request = new Request(INIT);
    request.bytes.putInt(ID_AT, version);
    request.bytes.putInt(0, ARGUMENTS_AT - Integer.BYTES);
    return request.bytes();
  }

  /**
   * The message, numbered.
   *
   * @param following how many bytes of contents follow it
   */
  byte[] numbered(int id, int following) {
    bytes.putInt(ID_AT, id);
    bytes.putInt(0, bytes.position() - Integer.BYTES + following);
    return bytes();
  }

  private byte[] bytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private Request text(String text) {
    return string(text.getBytes(StandardCharsets.UTF_8));
  }

  private Request string(byte[] string) {
    number(string.length);
    room(string.length);
    bytes.put(string);
    return this;
  }

  private Request number(int number) {
    room(Integer.BYTES);
    bytes.putInt(number);
    return this;
  }

  private Request large(long number) {
    room(Long.BYTES);
    bytes.putLong(number);
    return this;
  }

  private Request attributes(FileAttributes attributes) {
    room(FileAttributes.MOST_BYTES);
    attributes.writeTo(bytes);
    return this;
  }

  private void room(int size) {
    if (bytes.remaining() < size) {
      var larger = Arrays.copyOf(bytes.array(), 2 * (bytes.position() + size));
      bytes = ByteBuffer.wrap(larger).position(bytes.position());
    }
  }
}
