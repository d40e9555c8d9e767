package execo.internal.transfer;

import execo.internal.transfer.sftp.FileAttributes;
import execo.internal.transfer.sftp.RemoteName;
import execo.internal.transfer.sftp.Reply;
import execo.internal.transfer.sftp.Request;
import execo.internal.transfer.sftp.SftpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A remote directory on its way: made here, filled, and given its mode and times last. */
final class DownloadedDirectory {
  private static final int MOST_NAMES = 500;

  private final Download download;
  private final Copying copying;
  private final @Nullable DownloadedDirectory parent;
  private final String path;
  private final Path target;
  private final FileAttributes attributes;
  private final ArrayDeque<RemoteName> names = new ArrayDeque<>();
  private byte @Nullable [] handle;
  private @Nullable String real;
  private boolean asking;
  private boolean atEnd;
  private boolean listed;
  private int children;

  DownloadedDirectory(
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
  }

  String path() {
    return path;
  }

  Path target() {
    return target;
  }

  void make() throws IOException {
    try {
      if (!Files.isDirectory(target)) {
        var mine = PosixFilePermissions.fromString("rwx------");
        Files.createDirectory(target, PosixFilePermissions.asFileAttribute(mine));
      }
    } catch (IOException e) {
      copying.complain(target.toString(), LocalFile.reason(e));
      download.done(parent);
      return;
    }
    copying.client().send(Request.openDirectory(path), this::opened);
  }

  private void opened(Reply reply) throws IOException {
    try {
      handle = reply.handle();
      download.enter(this);
      ask();
    } catch (SftpException e) {
      copying.complain(path, e.getMessage());
      download.done(parent);
    }
  }

  private void ask() throws IOException {
    if (handle != null && !asking && !atEnd && names.size() < MOST_NAMES) {
      asking = true;
      copying.client().send(Request.list(handle), this::named);
    }
  }

  private void named(Reply reply) throws IOException {
    asking = false;
    try {
      if (reply.endOfFile()) {
        end();
        return;
      }
      for (var name : reply.names()) {
        if (!name.isDots()) {
          names.add(name);
        }
      }
      ask();
    } catch (SftpException e) {
      copying.complain(path, e.getMessage());
      end();
    }
  }

  private void end() throws IOException {
    atEnd = true;
    if (handle != null) {
      copying.client().send(Request.close(handle), closed -> {});
    }
  }

  /** The next name in it, or null if none has come. */
  @Nullable RemoteName next() throws IOException {
    var name = names.poll();
    if (name != null) {
      children++;
    }
    ask();
    return name;
  }

  /** Whether no name will come. */
  boolean exhausted() {
    return atEnd && names.isEmpty();
  }

  /** All that is in it has been begun. */
  void listed() throws IOException {
    listed = true;
    finishIfDone();
  }

  /** Something in it is done with. */
  void childDone() throws IOException {
    children--;
    finishIfDone();
  }

  private void finishIfDone() throws IOException {
    if (!listed || children > 0) {
      return;
    }
    try {
      LocalFile.dress(target, attributes);
    } catch (IOException e) {
      copying.complain(target.toString(), LocalFile.reason(e));
    }
    if (parent != null) {
      parent.childDone();
    }
  }

  /** What is to be done when it is known whether a link makes a loop. */
  @FunctionalInterface
  interface Verdict {
    void on(boolean looping) throws IOException;
  }

  /** Finds out whether a symbolic link in it leads back to it or to one that it is in. */
  void checkLoop(String link, Verdict verdict) throws IOException {
    new LoopCheck(this, verdict).start(link);
  }

  /** Compares the real path of a link with those of the directories above it. */
  private static final class LoopCheck {
    private final DownloadedDirectory directory;
    private final Verdict verdict;
    private @Nullable String destination;
    private int awaited = 1;

    LoopCheck(DownloadedDirectory directory, Verdict verdict) {
      this.directory = directory;
      this.verdict = verdict;
    }

    void start(String link) throws IOException {
      var client = directory.copying.client();
      for (var above = directory; above != null; above = above.parent) {
        if (above.real == null) {
          awaited++;
          var asked = above;
          client.send(
              Request.realPath(above.path),
              reply -> {
                asked.real = path(reply);
                arrived();
              });
        }
      }
      client.send(
          Request.realPath(link),
          reply -> {
            destination = path(reply);
            arrived();
          });
    }

    /** A server that does not say where a link leads gets it treated as a loop. */
    private static @Nullable String path(Reply reply) throws IOException {
      try {
        return reply.names().getFirst().text();
      } catch (SftpException e) {
        return null;
      }
    }

    private void arrived() throws IOException {
      if (--awaited > 0) {
        return;
      }
      var looping = destination == null;
      for (var above = directory; above != null && !looping; above = above.parent) {
        looping = destination.equals(above.real);
      }
      verdict.on(looping);
    }
  }
}
