package execo.internal.sweep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;

/** Directories, and names in them that survive a power cut. */
final class Directories {
  private Directories() {}

  /** Makes a directory and those above it: the ones in which a name is new. */
  static Set<Path> make(Path directory) throws IOException {
    var changed = new LinkedHashSet<Path>();
    var above = directory.toAbsolutePath();
    while (above.getParent() != null && Files.notExists(above)) {
      above = above.getParent();
      changed.add(above);
    }
    Files.createDirectories(directory);
    return changed;
  }

  /** Has the names in a directory survive a power cut. */
  static void force(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
