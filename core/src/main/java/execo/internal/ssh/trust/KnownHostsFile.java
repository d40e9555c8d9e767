package execo.internal.ssh.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One file of known host keys, read once and again when it has changed, and written by one writer
 * only: lines that come together are appended in one piece, under the lock of a file beside it, so
 * that several programs may write to it. (A POSIX lock of the file itself would end whenever this
 * program closes any descriptor of it, as it does after each reading.) Thread-safe.
 */
final class KnownHostsFile {
  private static final ConcurrentHashMap<Path, KnownHostsFile> FILES = new ConcurrentHashMap<>();
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private record Stamp(@Nullable Object file, long size, @Nullable FileTime changed) {
    static final Stamp MISSING = new Stamp(null, -1, null);

    static Stamp of(Path path) throws IOException {
      try {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Stamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
      } catch (NoSuchFileException _) {
        return MISSING;
      }
    }
  }

  private record Addition(String name, boolean hashed, String type, String key) {}

  private final Path path;
  private final ReentrantLock turn = new ReentrantLock();
  private KnownHostsIndex index = new KnownHostsIndex(List.of());
  private int lines;
  private Stamp read = Stamp.MISSING;
  private List<Addition> pending = new ArrayList<>();
  private CompletableFuture<@Nullable Void> written = new CompletableFuture<>();

  private KnownHostsFile(Path path) {
    this.path = path;
  }

  /** The one object for a file, which need not exist. */
  static KnownHostsFile of(Path path) {
    return FILES.computeIfAbsent(path.toAbsolutePath().normalize(), KnownHostsFile::new);
  }

  Path path() {
    return path;
  }

  /**
   * The lines for a name in lower case.
   *
   * @throws IOException if the file is there but cannot be read
   */
  synchronized List<KnownKey> of(String name) throws IOException {
    refresh();
    return index.of(name);
  }

  /**
   * Appends a line unless it is there.
   *
   * @param name the name in lower case, without blanks
   * @param hashed whether the name is written as a hash
   * @return completes when the line is in the file, or with the {@link IOException} that says why
   *     not
   */
  CompletableFuture<@Nullable Void> add(String name, boolean hashed, String type, String key) {
    CompletableFuture<@Nullable Void> done;
    boolean first;
    synchronized (this) {
      first = pending.isEmpty();
      pending.add(new Addition(name, hashed, type, key));
      done = written;
    }
    if (first) {
      Thread.ofVirtual().name("known-hosts").start(this::write);
    }
    return done;
  }

  /** One at a time: a program cannot wait for a lock that it holds itself. */
  private void write() {
    turn.lock();
    try (var beside = open(path.resolveSibling("." + path.getFileName() + ".lock"));
        var lock = lock(beside);
        var channel = open(path)) {
      append(channel, lock);
    } catch (IOException | RuntimeException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(e);
    } finally {
      turn.unlock();
    }
  }

  private void fail(Exception e) {
    CompletableFuture<@Nullable Void> done;
    synchronized (this) {
      pending = new ArrayList<>();
      done = written;
      written = new CompletableFuture<>();
    }
    done.completeExceptionally(e);
  }

  private static FileChannel open(Path path) throws IOException {
    var directory = path.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    return FileChannel.open(path, Set.of(CREATE, READ, WRITE), OWNER_ONLY);
  }

  private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "another program has held its lock for " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(BETWEEN_TRIES);
    }
  }

  private void append(FileChannel channel, FileLock lock) throws IOException {
    CompletableFuture<@Nullable Void> done;
    synchronized (this) {
      assert lock.isValid();
      refresh();
      var text = new StringBuilder();
      if (endsInMidLine(channel)) {
        text.append('\n');
        lines++;
      }
      for (var addition : pending) {
        add(addition, text);
      }
      var bytes = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
      var position = channel.size();
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
      read = Stamp.of(path);
      pending = new ArrayList<>();
      done = written;
      written = new CompletableFuture<>();
    }
    done.complete(null);
  }

  private void add(Addition addition, StringBuilder text) {
    for (var known : index.of(addition.name)) {
      if (known.key().equals(addition.key) && known.marker() == KnownKey.Marker.NONE) {
        return;
      }
    }
    HostNames names =
        addition.hashed
            ? new Hasher(index.salt()).hash(addition.name)
            : new HostNames.Names(List.of(addition.name));
    text.append(names instanceof HostNames.Hashed hash ? hash.field() : addition.name);
    text.append(' ').append(addition.type).append(' ').append(addition.key).append('\n');
    lines++;
    index.add(
        addition.name,
        new KnownKey(KnownKey.Marker.NONE, names, addition.type, addition.key, path, lines));
  }

  private static boolean endsInMidLine(FileChannel channel) throws IOException {
    var size = channel.size();
    var last = ByteBuffer.allocate(1);
    return size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
  }

  private void refresh() throws IOException {
    var now = Stamp.of(path);
    if (now.equals(read)) {
      return;
    }
    var text = now.equals(Stamp.MISSING) ? "" : new String(Files.readAllBytes(path), UTF_8);
    index = new KnownHostsIndex(KnownHostsParser.parse(text, path));
    lines = (int) text.chars().filter(c -> c == '\n').count();
    read = now;
  }
}
