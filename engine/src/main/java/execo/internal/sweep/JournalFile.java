package execo.internal.sweep;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of a journal, and the lock under which it is read and written.
 *
 * <p>The lock is on a file that is never replaced, so that the journal can be. While it is held the
 * journal is locked, too: an NFS client that locks a file forgets what it had cached of it. Both
 * locks are the process's, and vanish when it closes any descriptor of the file: there is one
 * {@code JournalFile} a directory in a process, and only its owner's thread calls it, except for
 * {@link #force}.
 */
final class JournalFile implements JournalText {
  static final String NAME = "journal.jsonl";
  private static final String HEADER =
      "# What became of each element of a sweep: see execo's docs/sweeps.md.\n";

  private final Path directory;
  private final Path path;
  private final FileChannel lockFile;
  private volatile @Nullable FileChannel journal;
  private @Nullable Object key;
  private @Nullable FileLock lock;
  private @Nullable FileLock journalLock;
  private long generation;
  private long size;

  JournalFile(Path directory) throws IOException {
    this.directory = directory;
    path = directory.resolve(NAME);
    lockFile =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long generation() {
    return generation;
  }

  /** How long it was when it was locked, and what was appended since. */
  @Override
  public long size() {
    return size;
  }

  void lock() throws IOException {
    lock = lockFile.lock();
    try {
      var channel = current();
      journalLock = channel.lock();
      size = channel.size();
    } catch (IOException | RuntimeException e) {
      unlock();
      throw e;
    }
  }

  void unlock() throws IOException {
    var first = journalLock;
    var second = lock;
    journalLock = null;
    lock = null;
    closeAll(first == null ? null : first::close, second == null ? null : second::close);
  }

  /** Whether the file is as this process left it since it was locked: a person takes no lock. */
  boolean untouched() throws IOException {
    try {
      return open().size() == size && Objects.equals(key, keyNow());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private @Nullable Object keyNow() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /** The channel of the file that has the journal's name now. */
  private FileChannel current() throws IOException {
    var open = journal;
    Object present;
    try {
      present = keyNow();
    } catch (NoSuchFileException e) {
      Files.writeString(path, HEADER, StandardOpenOption.CREATE_NEW);
      forceDirectory();
      present = keyNow();
    }
    if (open != null && (present == null || present.equals(key))) {
      return open;
    }
    return use(present);
  }

  private FileChannel use(@Nullable Object present) throws IOException {
    var old = journal;
    var opened = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    synchronized (this) {
      journal = opened;
    }
    key = present;
    generation++;
    if (old != null) {
      old.close();
    }
    return opened;
  }

  private FileChannel open() {
    var channel = journal;
    if (channel == null) {
      throw new IllegalStateException("the journal is not locked");
    }
    return channel;
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    return open().read(into, offset);
  }

  /** Appends all of it, or nothing. */
  void append(byte[] bytes) throws IOException {
    var channel = open();
    var buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer, size + buffer.position());
      }
      size += bytes.length;
    } catch (IOException e) {
      try {
        channel.truncate(size);
      } catch (IOException e2) {
        e.addSuppressed(e2);
      }
      throw e;
    }
  }

  /** Cuts off what follows an offset. */
  void truncate(long offset) throws IOException {
    open().truncate(offset);
    size = offset;
  }

  /** Has what was appended so far survive a power cut. May be called by any thread. */
  void force() throws IOException {
    synchronized (this) {
      var channel = journal;
      if (channel != null) {
        channel.force(false);
      }
    }
  }

  /** Something that writes a text. */
  interface Writing {
    void to(BufferedWriter out) throws IOException;
  }

  /** Puts a new file in the journal's place, at once. */
  void replace(Writing content) throws IOException {
    write(path, content);
    journalLock = null;
    journalLock = use(keyNow()).lock();
    size = open().size();
  }

  /** Writes another file of the directory, which then has the old content or the new one. */
  void write(Path file, Writing content) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), 1 << 16);
      content.to(out);
      out.flush();
      channel.force(false);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory();
  }

  private void forceDirectory() throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  void close() throws IOException {
    synchronized (this) {
      var open = journal;
      journal = null;
      closeAll(open == null ? null : open::close, lockFile::close);
    }
  }

  private interface Closing {
    void close() throws IOException;
  }

  /** Closes both, even if the first one fails. */
  private static void closeAll(@Nullable Closing first, @Nullable Closing second)
      throws IOException {
    try {
      if (first != null) {
        first.close();
      }
    } finally {
      if (second != null) {
        second.close();
      }
    }
  }
}
