package execo.cli.run;

import execo.cli.input.BadInput;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The local files that a command line names. */
final class LocalFiles {
  private LocalFiles() {}

  /**
   * Looks whether they are there, except those whose names have substitutions.
   *
   * @throws BadInput if one is not
   */
  static void check(List<String> names) {
    names.stream().filter(name -> !name.contains("{{")).forEach(LocalFiles::check);
  }

  private static void check(String name) {
    try {
      if (!Files.exists(Path.of(name))) {
        throw new BadInput("no such file: " + name);
      }
    } catch (InvalidPathException e) {
      throw new BadInput("not a file name: " + name);
    }
  }
}
