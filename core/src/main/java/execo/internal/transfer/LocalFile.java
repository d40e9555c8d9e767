package execo.internal.transfer;

import execo.internal.transfer.sftp.FileAttributes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.TimeUnit;

/**
 * What this machine says of a file, symbolic links followed.
 *
 * @param attributes its size, mode and times
 * @param device with {@code inode} tells it from all others
 */
record LocalFile(FileAttributes attributes, long device, long inode) {
  private static final String ASKED = "unix:mode,size,lastAccessTime,lastModifiedTime,dev,ino";

  /** Looks at a file. */
  static LocalFile of(Path path) throws IOException {
    var values = Files.readAttributes(path, ASKED);
    return new LocalFile(
        new FileAttributes(
            (Long) values.get("size"),
            (Integer) values.get("mode"),
            seconds(values.get("lastAccessTime")),
            seconds(values.get("lastModifiedTime"))),
        (Long) values.get("dev"),
        (Long) values.get("ino"));
  }

  private static long seconds(Object time) {
    return Math.clamp(((FileTime) time).to(TimeUnit.SECONDS), 0, 0xffffffffL);
  }

  boolean same(LocalFile other) {
    return device == other.device && inode == other.inode;
  }

  /** Gives a local file the mode and times of a remote one. */
  static void dress(Path path, FileAttributes attributes) throws IOException {
    if (attributes.modified() != -1) {
      var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      view.setTimes(
          FileTime.from(attributes.modified(), TimeUnit.SECONDS),
          FileTime.from(attributes.accessed(), TimeUnit.SECONDS),
          null);
    }
    if (attributes.mode() != -1) {
      Files.setAttribute(path, "unix:mode", attributes.permissions(0));
    }
  }

  /** Why something went wrong, as a C library says it. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      case FileAlreadyExistsException _ -> "File exists";
      case DirectoryNotEmptyException _ -> "Is a directory";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
