package execo.internal.sweep;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What an exception of a file says, as a sentence. */
public final class Failures {
  private Failures() {}

  /** The reason, with the file if the exception knows it. */
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": no such file";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileSystemException other -> String.valueOf(other.getMessage());
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
