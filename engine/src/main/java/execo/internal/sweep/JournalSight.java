package execo.internal.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A journal that others write. It takes no lock and leaves the lock's file alone: closing that
 * would take the lock from a sweeper of this process. It is opened anew each time, which has an NFS
 * client ask the server.
 */
final class JournalSight implements JournalText, AutoCloseable {
  private final Path path;
  private @Nullable FileChannel channel;
  private @Nullable Object key;
  private String mark = "";
  private long generation;
  private long size;

  JournalSight(Path directory) {
    path = directory.resolve(JournalFile.NAME);
  }

  /** Looks at the file as it is now; one that is not there is empty. */
  void open() throws IOException {
    try {
      Object opened;
      Object present = keyNow();
      do { // until the file that was opened is the one that has the name
        close();
        opened = present;
        channel = FileChannel.open(path, StandardOpenOption.READ);
        present = keyNow();
      } while (!Objects.equals(opened, present));
      size = channel.size();
      // The number of a file that was replaced may be given to a later one.
      var presentMark = JournalHeader.markOf(channel);
      if (present == null || !present.equals(key) || !presentMark.equals(mark)) {
        key = present;
        mark = presentMark;
        generation++;
      }
    } catch (NoSuchFileException e) {
      close();
      size = 0;
      generation++;
    }
  }

  private @Nullable Object keyNow() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer into, long offset) throws IOException {
    var open = channel;
    return open == null ? -1 : open.read(into, offset);
  }

  @Override
  public void close() throws IOException {
    var open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
