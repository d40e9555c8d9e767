package execo.internal.transfer.sftp;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a server answered to one request. Each accessor reads on, so it is called once. */
public final class Reply {
  static final int VERSION = 2;
  private static final int STATUS = 101;
  private static final int HANDLE = 102;
  private static final int DATA = 103;
  private static final int NAME = 104;
  private static final int ATTRIBUTES = 105;
  private static final int EXTENDED = 201;

  private static final int OK = 0;
  private static final int END_OF_FILE = 1;

  private final int type;
  private final int id;
  private final ByteBuffer body;

  /** Of the bytes of a message without its length. */
  Reply(byte[] message) {
    body = ByteBuffer.wrap(message);
    type = Byte.toUnsignedInt(body.get());
    id = body.getInt();
  }

  int type() {
    return type;
  }

  /** Which request is answered; in the first message, the version of the protocol. */
  int id() {
    return id;
  }

  /** Whether all that was asked for was done. */
  public boolean ok() {
    return isStatus(OK);
  }

  /** Whether there is no more to be read. */
  public boolean endOfFile() {
    return isStatus(END_OF_FILE);
  }

  private boolean isStatus(int code) {
    return type == STATUS
        && body.remaining() >= Integer.BYTES
        && body.getInt(body.position()) == code;
  }

  /** Makes sure that all that was asked for was done. */
  public void checkOk() throws SftpException {
    if (!ok()) {
      throw expected(STATUS);
    }
  }

  /** The handle of what was opened. */
  public byte[] handle() throws SftpException {
    check(HANDLE);
    return guarded(Reply::string);
  }

  /** What was read. */
  public ByteBuffer data() throws SftpException {
    check(DATA);
    return guarded(in -> {
      var length = length(in);
      return in.slice(in.position(), length);
    });
  }

  /** Whether there is what was asked about. */
  public boolean hasAttributes() {
    return type == ATTRIBUTES;
  }

  /** What was asked about. */
  public FileAttributes attributes() throws SftpException {
    check(ATTRIBUTES);
    return guarded(FileAttributes::readFrom);
  }

  /** The one name that was asked for. */
  public String name() throws SftpException {
    var names = names();
    if (names.size() != 1) {
      throw new SftpException(SftpException.BAD_MESSAGE, names.size() + " names in place of one");
    }
    return names.getFirst().text();
  }

  /** The names in a directory. */
  public List<RemoteName> names() throws SftpException {
    check(NAME);
    return guarded(in -> {
      var names = new ArrayList<RemoteName>();
      for (var left = in.getInt(); left > 0; left--) {
        var name = string(in);
        skipString(in);
        names.add(RemoteName.of(name, FileAttributes.readFrom(in)));
      }
      return names;
    });
  }

  /** The numbers that an extension answers with. */
  public ByteBuffer extension() throws SftpException {
    check(EXTENDED);
    return body.slice();
  }

  /** The names and contents of extensions, in turn, that the first message tells of. */
  List<String> texts() {
    var texts = new ArrayList<String>();
    while (body.hasRemaining()) {
      texts.add(new String(string(body), StandardCharsets.UTF_8));
    }
    return texts;
  }

  private interface Reading<T> {
    T of(ByteBuffer in);
  }

  private <T> T guarded(Reading<T> reading) throws SftpException {
    try {
      return reading.of(body);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new SftpException(SftpException.BAD_MESSAGE, "", e);
    }
  }

  private void check(int expected) throws SftpException {
    if (type != expected) {
      throw expected(expected);
    }
  }

  private SftpException expected(int expected) {
    if (type != STATUS) {
      return new SftpException(
          SftpException.BAD_MESSAGE, "a reply of type " + type + " in place of " + expected);
    }
    try {
      return guarded(in -> {
        var code = in.getInt();
        return new SftpException(code, in.hasRemaining() ? text(string(in)) : "");
      });
    } catch (SftpException e) {
      return e;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] string(ByteBuffer in) {
    var bytes = new byte[length(in)];
    in.get(bytes);
    return bytes;
  }

  static void skipString(ByteBuffer in) {
    var length = length(in);
    in.position(in.position() + length);
  }

  private static int length(ByteBuffer in) {
    var length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a length of " + length);
    }
    return length;
  }

  /** The text of a name, or an exception if it is not UTF-8. */
  static String strictly(byte[] name) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
  }
}
