package execo.tests.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a copy has to keep: names, kinds, modes, times and contents of all that is in a place. */
public final class FileTree {
  private FileTree() {}

  /** A line for each file and directory, the place itself included, by their relative names. */
  public static SortedMap<String, String> of(Path place) throws IOException {
    var tree = new TreeMap<String, String>();
    try (var paths = Files.walk(place)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        var what =
            Files.isDirectory(path)
                ? "directory"
                : "file " + Arrays.hashCode(Files.readAllBytes(path)) + " " + Files.size(path);
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        var time = Files.getLastModifiedTime(path).toInstant().getEpochSecond();
        tree.put(place.relativize(path).toString(), mode + " " + time + " " + what);
      }
    }
    return tree;
  }

  /** Deletes a directory with all that is in it, if it is there. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (var paths = Files.walk(directory)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
