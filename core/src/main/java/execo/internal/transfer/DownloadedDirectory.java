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

  /** Where a path cannot be longer anyway. */
  private static final int DEEPEST = 2000;

  private final Download download;
  private final Copying copying;
  private final @Nullable DownloadedDirectory parent;
  private final String path;
  private final Path target;
  private final FileAttributes attributes;
  private String real;
  private final ArrayDeque<RemoteName> names = new ArrayDeque<>();
  private byte @Nullable [] handle;
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
      FileAttributes attributes,
      @Nullable String real) {
    this.download = download;
    this.copying = copying;
    this.parent = parent;
    this.path = path;
    this.target = target;
    this.attributes = attributes;
    this.real = real == null ? path : real;
  }

  String path() {
    return path;
  }

  /** The path without symbolic links, as far as the server tells. */
  String real() {
    return real;
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
    if (parent == null) {
      copying
          .client()
          .send(
              Request.realPath(path),
              reply -> {
                var known = nameIn(reply);
                real = known == null ? path : known;
                list();
              });
    } else {
      list();
    }
  }

  private void list() throws IOException {
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

  /** What is to be done when it is known where a link leads; null if that is a circle. */
  @FunctionalInterface
  interface Verdict {
    void on(@Nullable String real) throws IOException;
  }

  /**
   * Finds out where a symbolic link in it leads, and whether that is it or a directory that it is
   * in. Some servers resolve no links in REALPATH, so this one is read.
   */
  void follow(String link, Verdict verdict) throws IOException {
    copying
        .client()
        .send(
            Request.readLink(link),
            reply -> {
              var text = nameIn(reply);
              if (text == null) {
                verdict.on(null);
                return;
              }
              var leads = text.startsWith("/") ? text : RemotePaths.in(real, text);
              copying
                  .client()
                  .send(
                      Request.realPath(leads),
                      resolved -> {
                        var destination = nameIn(resolved);
                        verdict.on(isBelow(destination) ? null : destination);
                      });
            });
  }

  private static @Nullable String nameIn(Reply reply) throws IOException {
    try {
      return reply.name();
    } catch (SftpException e) {
      return null;
    }
  }

  private boolean isBelow(@Nullable String directory) {
    var depth = 0;
    for (var above = this; above != null; above = above.parent) {
      if (above.real.equals(directory) || depth++ > DEEPEST) {
        return true;
      }
    }
    return false;
  }
}
