package execo.internal.ssh.auto;

import execo.spi.RemoteCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much a copy is, as far as it can be seen at a glance. */
enum Weight {
  /** A few small files. */
  LIGHT,
  /** Directories, or what is not known. */
  UNKNOWN,
  /** So many bytes for so few hosts that only the rate counts. */
  HUGE;

  private static final int FEW_FILES = 8;
  private static final int FEW_HOSTS = 4;
  private static final long SMALL = 1 << 20;
  private static final long LARGE = 256L << 20;

  static Weight of(RemoteCopy copy) {
    if (!copy.toHost() || copy.sources().size() > FEW_FILES) {
      return UNKNOWN;
    }
    long bytes = 0;
    for (var source : copy.sources()) {
      var file = Path.of(source);
      if (!Files.isRegularFile(file)) {
        return UNKNOWN;
      }
      try {
        bytes += Files.size(file);
      } catch (IOException _) {
        return UNKNOWN;
      }
    }
    if (bytes > LARGE && copy.fanOut() <= FEW_HOSTS) {
      return HUGE;
    }
    return bytes <= SMALL ? LIGHT : UNKNOWN;
  }
}
