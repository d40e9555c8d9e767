package execo.internal.sweep;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a journal, and the lock under which it is read and written.
 *
 * <p>While the {@link JournalLock} is held the journal is locked, too: an NFS client that locks a
 * file forgets what it had cached of it. Both locks are the process's, and vanish when it closes
 * any descriptor of the file: there is one {@code JournalFile} a directory in a process, and only
 * its owner's thread calls it, except for {@link #force}.
 */
final class JournalFile implements JournalText {
  static final String NAME = "journal.jsonl";
  private static final Logger LOG = LoggerFactory.getLogger("execo.sweep");

  /** How often the journal is opened until it is the one that the lock's file names. */
  private static final int LOOKS = 3;

  private final Path directory;
  private final Path path;
  private final JournalLock lock;
  private final Disk disk;

  /** Directories with new names that a power cut may take back. */
  private final Set<Path> unsaved = ConcurrentHashMap.newKeySet();

  private volatile @Nullable FileChannel journal;
  private @Nullable Object key;
  private String mark = "";
  private @Nullable FileLock journalLock;
  private long generation;
  private long size;

  /** What has files survive power cuts. */
  interface Disk {
    /** The system's. */
    Disk REAL = file -> file.force(false);

    void force(FileChannel file) throws IOException;

    /** For the names in a directory. */
    default void force(Path directory) throws IOException {
      Directories.force(directory);
    }
  }

  /**
   * The journal of a directory.
   *
   * @param changed directories that were changed when that one was made
   */
  JournalFile(Path directory, Set<Path> changed, Disk disk) throws IOException {
    this.directory = directory;
    this.disk = disk;
    path = directory.resolve(NAME);
    unsaved.addAll(changed);
    lock = new JournalLock(directory);
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
    lock.lock();
    try {
      if (!isPresent() || !lockAgain()) {
        find();
      }
    } catch (IOException | RuntimeException e) {
      unlock();
      throw e;
    }
  }

  /** Whether the file that is open is the journal still. */
  private boolean isPresent() throws IOException {
    if (journal == null || !lock.mark().equals(mark)) {
      return false;
    }
    try {
      var present = keyNow();
      return present == null || present.equals(key);
    } catch (IOException e) {
      return false; // it is looked for, and what is wrong is found then
    }
  }

  private boolean lockAgain() {
    try {
      lockJournal();
      return true;
    } catch (IOException e) {
      return false; // as on NFS, when it was replaced: it is opened anew
    }
  }

  private void lockJournal() throws IOException {
    journalLock = open().lock();
    size = open().size();
  }

  /**
   * Opens the journal; what is not the one that the lock's file names was put there by a person.
   */
  private void find() throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      use(opened());
      unsaved.add(directory); // who put it there may have died before this was done
      lockJournal();
      if (mark.equals(lock.mark())) {
        return;
      }
      changeDirectory();
    }
    if (hasNoName()) {
      throw new IOException(path + ": replaced by another machine, and not to be seen here yet");
    }
    lock.mark(mark);
  }

  private FileChannel opened() throws IOException {
    try {
      return openPath();
    } catch (NoSuchFileException e) {
      make();
      return openPath();
    }
  }

  private FileChannel openPath() throws IOException {
    key = null;
    var present = keyNow();
    var opened = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    key = present;
    return opened;
  }

  private void make() throws IOException {
    var fresh = JournalHeader.newMark();
    lock.mark(fresh);
    try {
      Files.writeString(path, JournalHeader.line(fresh), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      // one that an NFS client did not know of yet
    }
  }

  /** An NFS client that changes a directory forgets the names that it had cached of it. */
  private void changeDirectory() {
    var probe = path.resolveSibling(NAME + ".look");
    try {
      Files.deleteIfExists(probe);
      Files.createFile(probe);
      Files.delete(probe);
    } catch (IOException e) {
      LOG.debug("{} cannot be changed: {}", directory, Failures.reason(e));
    }
  }

  /** Whether it was replaced although this machine still finds it under its name. */
  private boolean hasNoName() throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(path, "unix:nlink").equals(0);
  }

  private @Nullable Object keyNow() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private void use(FileChannel opened) throws IOException {
    var old = journal;
    synchronized (this) {
      journal = opened;
    }
    journalLock = null;
    generation++;
    mark = JournalHeader.markOf(opened);
    if (old != null) {
      old.close();
    }
  }

  void unlock() throws IOException {
    var held = journalLock;
    journalLock = null;
    closeAll(held == null ? null : held::close, lock::unlock);
  }

  /** Whether the file is as this process left it since it was locked: a person takes no lock. */
  boolean untouched() throws IOException {
    try {
      return open().size() == size && Objects.equals(key, keyNow());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private FileChannel open() throws IOException {
    var channel = journal;
    if (channel == null) {
      throw new IOException(path + ": could not be opened again");
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
      disk.force(open());
    }
    forceDirectories();
  }

  private void forceDirectories() throws IOException {
    synchronized (unsaved) {
      for (var changed : List.copyOf(unsaved)) {
        unsaved.remove(changed);
        try {
          disk.force(changed);
        } catch (AccessDeniedException e) {
          LOG.warn(
              "{}: new names in it may not survive a power cut: {}", changed, Failures.reason(e));
        } catch (IOException e) {
          unsaved.add(changed);
          throw e;
        }
      }
    }
  }

  /** Something that writes a text. */
  interface Writing {
    void to(BufferedWriter out) throws IOException;
  }

  /** Puts a new file in the journal's place, at once: a header, and then what is written. */
  void replace(Writing content) throws IOException {
    var fresh = JournalHeader.newMark();
    put(
        path,
        out -> {
          out.append(JournalHeader.line(fresh));
          content.to(out);
        },
        () -> lock.mark(fresh));
    unsaved.add(directory);
    try {
      use(openPath());
      lockJournal();
    } catch (IOException | RuntimeException e) {
      forget(); // what is open has lost its name: nothing must be appended to it
      throw e;
    }
  }

  private void forget() throws IOException {
    FileChannel old;
    synchronized (this) {
      old = journal;
      journal = null;
    }
    if (old != null) {
      old.close();
    }
  }

  /** Writes another file of the directory, which then has the old content or the new one. */
  void write(Path file, Writing content) throws IOException {
    put(file, content, () -> {});
    unsaved.add(directory);
    forceDirectories();
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void put(Path file, Writing content, Step beforeMove) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      writeDown(fresh, content);
      beforeMove.run();
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      try {
        Files.deleteIfExists(fresh);
      } catch (IOException e2) {
        e.addSuppressed(e2);
      }
      throw e;
    }
  }

  private static void writeDown(Path fresh, Writing content) throws IOException {
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
  }

  void close() throws IOException {
    closeAll(this::forget, lock::close);
  }

  private interface Closing {
    void close() throws IOException;
  }

  /** Closes both, even if the first one fails. */
  private static void closeAll(@Nullable Closing first, Closing second) throws IOException {
    try {
      if (first != null) {
        first.close();
      }
    } finally {
      second.close();
    }
  }
}
