package execo.results;

import execo.internal.sweep.Failures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends to files of results, under a lock that other processes respect. The lock belongs to the
 * process, and an interrupted thread closes the file it works on: so one thread of this JVM does it
 * for all others, and nobody interrupts that.
 */
final class Appender {
  private static final Logger LOG = LoggerFactory.getLogger("execo.results");
  private static final ExecutorService OWNER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("execo-results").factory());

  private Appender() {}

  /** Appends a text; returns when it survives a power cut. */
  static void append(Path path, Format format, String text) throws IOException {
    var done = new CompletableFuture<Boolean>();
    OWNER.execute(() -> {
      try {
        write(path.toAbsolutePath(), format, text);
        done.complete(true);
      } catch (IOException | RuntimeException | Error e) {
        done.completeExceptionally(e);
      }
    });
    try {
      done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new IOException(Failures.reason(failure), failure);
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void write(Path path, Format format, String text) throws IOException {
    var lockFile = path.resolveSibling("." + path.getFileName() + ".lock");
    try (var other =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = other.lock()) {
      boolean fresh = Files.notExists(path);
      // An NFS client that locks a file forgets what it had cached of it.
      try (var file = new RandomAccessFile(path.toFile(), "rw");
          var _ = file.getChannel().lock()) {
        mend(path, format, file);
        append(file, text.getBytes(StandardCharsets.UTF_8));
      }
      if (fresh) {
        forceDirectory(path);
      }
    }
  }

  private static void append(RandomAccessFile file, byte[] bytes) throws IOException {
    long size = file.length();
    try {
      file.seek(size);
      file.write(bytes);
      file.getFD().sync();
    } catch (IOException e) {
      try {
        file.setLength(size);
      } catch (IOException e2) {
        e.addSuppressed(e2);
      }
      throw e;
    }
  }

  /** A last line without an end gets one if the entry is whole, else the entry is cut off. */
  private static void mend(Path path, Format format, RandomAccessFile file) throws IOException {
    long size = file.length();
    if (size == 0) {
      return;
    }
    file.seek(size - 1);
    if (file.read() == '\n') {
      return;
    }
    var bytes = new byte[Math.toIntExact(size)];
    file.seek(0);
    file.readFully(bytes);
    var entries = Entries.read(path, format, bytes);
    if (entries.torn().isEmpty()) {
      append(file, new byte[] {'\n'});
    } else {
      var torn = Arrays.copyOfRange(bytes, entries.whole(), bytes.length);
      var kept = keepTorn(path, torn);
      entries.torn().forEach(problem -> LOG.warn("{}; it goes into {}", problem, kept));
      file.setLength(entries.whole());
    }
  }

  /** Appends what a person may have written to a file of its own, before it is cut off. */
  private static Path keepTorn(Path path, byte[] torn) throws IOException {
    var beside = path.resolveSibling(path.getFileName() + ".torn");
    boolean fresh = Files.notExists(beside);
    try (var file = new RandomAccessFile(beside.toFile(), "rw")) {
      var line = Arrays.copyOf(torn, torn.length + 1);
      line[torn.length] = '\n';
      append(file, line);
    }
    if (fresh) {
      forceDirectory(beside);
    }
    return beside;
  }

  private static void forceDirectory(Path path) throws IOException {
    var directory = path.getParent();
    if (directory != null) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
