package execo.internal.transfer.sftp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A server did not do what it was asked for; the message says why as a C library would. */
public final class SftpException extends IOException {
  static final int NO_SUCH_FILE = 2;
  static final int PERMISSION_DENIED = 3;
  static final int FAILURE = 4;
  static final int BAD_MESSAGE = 5;
  static final int UNSUPPORTED = 8;

  private static final long serialVersionUID = 1L;

  private final int code;

  SftpException(int code, String text) {
    this(code, text, null);
  }

  SftpException(int code, String text, @Nullable Throwable cause) {
    super(message(code, text), cause);
    this.code = code;
  }

  /** Whether there is no such file or directory. */
  public boolean missing() {
    return code == NO_SUCH_FILE;
  }

  /** Whether the server gave no reason. */
  public boolean vague() {
    return code == FAILURE;
  }

  private static String message(int code, String text) {
    return switch (code) {
      case NO_SUCH_FILE -> "No such file or directory";
      case PERMISSION_DENIED -> "Permission denied";
      case UNSUPPORTED -> "Operation not supported by the host";
      case BAD_MESSAGE ->
          "the host's answer is not understood" + (text.isEmpty() ? "" : ": " + text);
      default -> text.isEmpty() ? "Failure" : text;
    };
  }
}
