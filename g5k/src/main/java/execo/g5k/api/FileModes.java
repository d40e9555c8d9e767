package execo.g5k.api;

import execo.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may read a file with a password in it. */
final class FileModes {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private static final Set<Path> TOLD = ConcurrentHashMap.newKeySet();

  private FileModes() {}

  static boolean othersRead(Path file) {
    try {
      return !Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  /** Warns once for a file. */
  static void warnIfOthersRead(Path file) {
    if (othersRead(file) && TOLD.add(file)) {
      Log.program().warn(file + " holds a password and others may read it: chmod 600 " + file);
    }
  }
}
