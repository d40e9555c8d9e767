package execo.engine;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Where a run leaves what it leaves.
 *
 * @param runName the run's name
 * @param path the directory, absolute
 */
record ResultDirectory(String runName, Path path) {
  private static final Pattern DATED = Pattern.compile(".*_\\d{8}_\\d{6}_[+-]\\d{4}");
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOK_AGAIN_MILLIS = 20;

  /** A directory that cannot be used; the message tells why. */
  static final class BadDirectory extends Exception {
    private static final long serialVersionUID = 1;

    BadDirectory(String message) {
      super(message);
    }

    BadDirectory(String message, Throwable cause) {
      super(message, cause);
    }
  }

  ResultDirectory {
    path = path.toAbsolutePath().normalize();
  }

  /** One that is there. */
  static ResultDirectory continued(Path path) throws BadDirectory {
    if (!Files.isDirectory(path)) {
      throw new BadDirectory("no result directory to continue: " + path);
    }
    return new ResultDirectory(nameOf(path), path);
  }

  /** The name of the run that a directory is of. */
  static String nameOf(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  /**
   * Makes that of a new run. If its name is that of a second, and another run has it already, this
   * waits for the next second. Any other directory may be there.
   *
   * @param wanted tells the one that is wanted now
   */
  static ResultDirectory make(Supplier<ResultDirectory> wanted) throws BadDirectory {
    long limit = System.nanoTime() + LONGEST_WAIT_NANOS;
    while (true) {
      var directory = wanted.get();
      if (directory.make() || !directory.isDated() || System.nanoTime() > limit) {
        return directory;
      }
      try {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BadDirectory("interrupted while another run has " + directory.path, e);
      }
    }
  }

  private boolean isDated() {
    return DATED.matcher(runName).matches() && path.toString().contains(runName);
  }

  /** Whether it was not there before. */
  private boolean make() throws BadDirectory {
    try {
      var parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(path)) {
        return false;
      }
      throw cannotBeMade(e);
    } catch (IOException e) {
      throw cannotBeMade(e);
    }
  }

  private BadDirectory cannotBeMade(IOException e) {
    return new BadDirectory("the result directory " + path + " cannot be made: " + e, e);
  }
}
