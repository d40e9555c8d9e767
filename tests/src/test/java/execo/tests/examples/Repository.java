package execo.tests.examples;

import java.nio.file.Path;

/** Where the files of this repository are; the tests run in the directory of their module. */
final class Repository {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Repository() {}

  static Path root() {
    return ROOT;
  }

  static Path examples() {
    return ROOT.resolve("examples");
  }

  static Path docs() {
    return ROOT.resolve("docs");
  }
}
