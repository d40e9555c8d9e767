package execo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Files that no compression makes smaller. */
final class RandomFile {
  private static final int BLOCK = 1 << 20;

  private RandomFile() {}

  /** Writes a file of this size. */
  static void write(Path file, long size) throws IOException {
    var random = new Random(1);
    var block = new byte[BLOCK];
    try (var out = Files.newOutputStream(file)) {
      for (var left = size; left > 0; left -= block.length) {
        random.nextBytes(block);
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
  }
}
