package execo.internal.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file that those have locked who work with a journal. It is never replaced, so that the
 * journal can be, and holds the mark of the journal that is the present one: what a directory is
 * said to hold, an NFS client may remember from before. Its owner's thread alone calls it.
 */
final class JournalLock {
  private static final int MARK_LENGTH = 100;

  private final Path path;
  private FileChannel channel;
  private @Nullable FileLock lock;

  JournalLock(Path directory) throws IOException {
    path = directory.resolve("lock");
    channel = open();
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  void lock() throws IOException {
    try {
      lock = locked();
    } catch (IOException e) {
      channel.close(); // its handle may be stale, on NFS
      channel = open();
      lock = locked();
    }
  }

  private FileLock locked() throws IOException {
    try {
      return channel.lock();
    } catch (OverlappingFileLockException e) {
      throw new IOException(path + ": something else in this process has it locked", e);
    }
  }

  void unlock() throws IOException {
    var held = lock;
    lock = null;
    if (held != null) {
      held.close();
    }
  }

  /** The mark of the present journal, which may be empty, as the lock's last holder left it. */
  String mark() throws IOException {
    var bytes = new byte[MARK_LENGTH];
    int length = channel.read(ByteBuffer.wrap(bytes), 0);
    return new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1).strip();
  }

  /** Another journal is the present one. */
  void mark(String mark) throws IOException {
    var bytes = ByteBuffer.wrap((mark + "\n").getBytes(StandardCharsets.ISO_8859_1));
    int length = bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
    channel.truncate(length);
  }

  void close() throws IOException {
    channel.close();
  }
}
