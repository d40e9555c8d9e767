package execo.engine;

import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a class comes from.
 *
 * @param path its source file, its jar, or the directory of its classes
 */
record Source(Path path) {
  static Source of(Class<?> type) {
    var source = type.getProtectionDomain().getCodeSource();
    if (source != null && source.getLocation() != null) {
      try {
        return new Source(Path.of(source.getLocation().toURI()).toAbsolutePath().normalize());
      } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
        // not in a file system: as good as unknown
      }
    }
    return new Source(Path.of("").toAbsolutePath());
  }

  boolean isFile() {
    return path.toString().endsWith(".java");
  }

  Path directory() {
    var parent = path.getParent();
    return Files.isDirectory(path) || parent == null ? path : parent;
  }
}
