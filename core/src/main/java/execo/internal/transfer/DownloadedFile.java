package execo.internal.transfer;

import execo.internal.transfer.sftp.FileAttributes;
import execo.internal.transfer.sftp.Reply;
import execo.internal.transfer.sftp.Request;
import execo.internal.transfer.sftp.SftpException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A remote file on its way: written under a temporary name here, which becomes its own when all is
 * there. It has as many bytes as when it was looked at; one that says it is empty is read to its
 * end.
 */
final class DownloadedFile {
  private static final int SAFE_PART = 32 * 1024;

  private final Download download;
  private final Copying copying;
  private final @Nullable DownloadedDirectory parent;
  private final String path;
  private final Path target;
  private final Path temporary;
  private final FileAttributes attributes;
  private final boolean endless;
  private byte @Nullable [] handle;
  private @Nullable FileChannel channel;
  private long asked;
  private long arrived;
  private int unanswered;
  private boolean atEnd;
  private boolean failed;

  DownloadedFile(
      Download download,
      Copying copying,
      @Nullable DownloadedDirectory parent,
      String path,
      Path target,
      FileAttributes attributes) {
    this.download = download;
    this.copying = copying;
    this.parent = parent;
    this.path = path;
    this.target = target;
    this.attributes = attributes;
    this.endless = attributes.size() <= 0;
    this.temporary = target.resolveSibling(TemporaryNames.of(String.valueOf(target.getFileName())));
  }

  boolean isLarge() {
    return attributes.size() > Copying.SMALL;
  }

  void begin() throws IOException {
    copying.tally().found(Math.max(0, attributes.size()));
    copying.client().send(Request.openToRead(path), this::opened);
  }

  private void opened(Reply reply) throws IOException {
    try {
      handle = reply.handle();
      download.enter(this);
    } catch (SftpException e) {
      copying.complain(path, e.getMessage());
      download.done(this, parent);
    }
  }

  /** How many bytes the next request asks for. */
  int nextLength() {
    if (endless) {
      return SAFE_PART;
    }
    var most = Math.min(copying.client().limits().longestRead(), (int) Memory.share());
    return (int) Math.min(most, attributes.size() - asked);
  }

  /**
   * Asks for the next part.
   *
   * @return whether no more is to be asked for
   */
  boolean requestNext() throws IOException {
    if (failed || copying.stopped()) {
      failed = true;
      finishIfDone();
      return true;
    }
    var length = nextLength();
    ask(asked, length);
    asked += length;
    // the next part of a file without an end is asked for when this one has come
    return endless || asked == attributes.size();
  }

  private void ask(long offset, int length) throws IOException {
    if (handle == null) {
      throw new IllegalStateException("not open");
    }
    unanswered++;
    download.requested(length);
    copying
        .client()
        .send(Request.read(handle, offset, length), reply -> took(reply, offset, length));
  }

  private void took(Reply reply, long offset, int length) throws IOException {
    unanswered--;
    download.requested(-length);
    try {
      if (reply.endOfFile()) {
        end();
      } else {
        var data = reply.data();
        var size = data.remaining();
        if (size == 0 || size > length) {
          throw new IOException("the host sent " + size + " bytes when asked for " + length);
        }
        if (!failed) {
          write(data, offset);
          arrived += size;
          copying.tally().arrived(size);
          if (endless) {
            asked = arrived;
            download.enter(this);
          } else if (size < length) {
            ask(offset + size, length - size);
          }
        }
      }
    } catch (SftpException e) {
      fail(path, e.getMessage());
    } catch (IOException e) {
      failLocally(e);
    }
    finishIfDone();
  }

  private void end() {
    if (endless) {
      atEnd = true;
    } else {
      fail(path, "it became shorter while it was read");
    }
  }

  private void write(ByteBuffer data, long offset) throws IOException {
    var into = channel();
    for (var at = offset; data.hasRemaining(); ) {
      at += into.write(data, at);
    }
  }

  private FileChannel channel() throws IOException {
    var open = channel;
    if (open == null) {
      var mine = PosixFilePermissions.fromString("rw-------");
      open =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(mine));
      channel = open;
    }
    return open;
  }

  private void finishIfDone() throws IOException {
    var whole = endless ? atEnd : arrived == attributes.size();
    if (unanswered > 0 || !whole && !failed) {
      return;
    }
    copying.client().send(Request.close(handle), closed -> {});
    if (!failed) {
      try {
        channel().close();
        LocalFile.dress(temporary, attributes);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        failLocally(e);
      }
    }
    if (failed) {
      discard();
    }
    download.done(this, parent);
  }

  private void failLocally(IOException e) {
    var reason = LocalFile.reason(e);
    if (reason.startsWith("No space left")) {
      failed = true;
      copying.stop(target.toString(), reason);
    } else {
      fail(target.toString(), reason);
    }
  }

  private void fail(String what, String why) {
    if (!failed) {
      failed = true;
      copying.complain(what, why);
    }
  }

  /** Deletes what has come. */
  void discard() throws IOException {
    if (channel != null) {
      channel.close();
      Files.deleteIfExists(temporary);
    }
  }
}
