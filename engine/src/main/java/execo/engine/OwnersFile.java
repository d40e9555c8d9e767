package execo.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner can read, where the file system knows owners. */
final class OwnersFile {
  private static final String POSIX = "posix";
  private static final String MODE = "rw-------";

  private OwnersFile() {}

  /** Makes an empty one, unless the file is there; then it stays as it is. */
  static void make(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains(POSIX);
    var attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(file, attributes);
    } catch (FileAlreadyExistsException e) {
      // its owner has decided
    }
  }

  /** Lets those use a file who may use another one. */
  static void allowAs(Path other, Path file) throws IOException {
    var allowed = Files.getFileAttributeView(other, PosixFileAttributeView.class);
    var own = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (allowed != null && own != null) {
      own.setPermissions(allowed.readAttributes().permissions());
    }
  }
}
