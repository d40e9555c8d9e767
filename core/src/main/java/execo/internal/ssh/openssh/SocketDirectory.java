package execo.internal.ssh.openssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A directory for the sockets of shared connections, which only this user can enter. It is deleted
 * at the end of the program; what a program that was killed left, by the next one. Thread-safe.
 */
final class SocketDirectory {
  /**
   * A socket's path has at most 104 bytes on some systems, and ssh makes it under a name that is 17
   * longer.
   */
  private static final int LONGEST = 104 - 1 - 17;

  private static final Pattern NAME = Pattern.compile("execo-ssh-(\\d+)-[0-9a-f]{8}");

  private @Nullable Path path;

  /** The path of a new socket. */
  synchronized Path socket(int number) throws IOException {
    if (path == null) {
      path = create();
      Runtime.getRuntime().addShutdownHook(new Thread(this::delete, "execo-ssh-sockets"));
    }
    return path.resolve(Integer.toString(number));
  }

  private static Path create() throws IOException {
    var name =
        "execo-ssh-%s-%s"
            .formatted(
                ProcessHandle.current().pid(),
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
    var parent = parent();
    if (parent.resolve(name).resolve("000000").toString().length() > LONGEST) {
      throw new IOException("the path of sockets would be too long: " + parent.resolve(name));
    }
    sweep(parent);
    return Files.createDirectory(
        parent.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static Path parent() {
    var runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null && !runtime.isEmpty() && runtime.length() < LONGEST / 2) {
      var path = Path.of(runtime);
      if (Files.isDirectory(path) && Files.isWritable(path)) {
        return path.toAbsolutePath();
      }
    }
    return Path.of("/tmp");
  }

  /** Deletes what programs left that are no more. */
  private static void sweep(Path parent) throws IOException {
    List<Path> all;
    try (var files = Files.list(parent)) {
      all = files.toList();
    }
    for (var each : all) {
      var matcher = NAME.matcher(each.getFileName().toString());
      if (matcher.matches()
          && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()
          && Files.isWritable(each)) {
        delete(each);
      }
    }
  }

  private void delete() {
    Path made;
    synchronized (this) {
      made = path;
    }
    if (made != null) {
      delete(made);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException | UncheckedIOException e) {
      // Its ssh deletes a socket at the same time, or the directory is another user's.
    }
  }
}
