package execo.cli.input;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that a command line names. */
public final class ReadableFile {
  private ReadableFile() {}

  /**
   * The file of a name.
   *
   * @param kind what it is to be, for the message: {@code "key file"}
   * @throws BadInput if there is no such file, or it cannot be read
   */
  public static Path of(String kind, String name) {
    Path file;
    try {
      file = Path.of(name);
    } catch (InvalidPathException e) {
      throw new BadInput("not a file name: " + name);
    }
    if (!Files.exists(file)) {
      throw new BadInput("no such " + kind + ": " + name);
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new BadInput("not a readable " + kind + ": " + name);
    }
    return file;
  }
}
