package execo.internal.transfer;

import execo.internal.transfer.sftp.FileAttributes;
import execo.internal.transfer.sftp.Reply;
import execo.internal.transfer.sftp.Request;
import execo.internal.transfer.sftp.SftpException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A local directory on its way: made on the host, filled, and given its mode and times last. */
final class UploadedDirectory {
  private final Upload upload;
  private final Copying copying;
  private final @Nullable UploadedDirectory parent;
  private final Path path;
  private final String target;
  private final LocalFile local;
  private @Nullable DirectoryStream<Path> stream;
  private @Nullable Iterator<Path> names;
  private int children;
  private boolean listed;

  UploadedDirectory(
      Upload upload,
      Copying copying,
      @Nullable UploadedDirectory parent,
      Path path,
      String target,
      LocalFile local) {
    this.upload = upload;
    this.copying = copying;
    this.parent = parent;
    this.path = path;
    this.target = target;
    this.local = local;
  }

  String target() {
    return target;
  }

  /** Whether a directory is this one or one that this one is in. */
  boolean isBelow(LocalFile directory) {
    for (var above = this; above != null; above = above.parent) {
      if (above.local.same(directory)) {
        return true;
      }
    }
    return false;
  }

  void make() throws IOException {
    var mode = local.attributes().permissions(0) & 0777 | 0700;
    copying.client().send(Request.makeDirectory(target, mode), this::made);
  }

  private void made(Reply reply) throws IOException {
    if (reply.ok()) {
      upload.enter(this);
    } else {
      copying.client().send(Request.stat(target), stat -> found(stat, reply));
    }
  }

  private void found(Reply stat, Reply made) throws IOException {
    try {
      if (stat.attributes().isDirectory()) {
        upload.enter(this);
        return;
      }
      copying.complain(target, "Not a directory");
    } catch (SftpException e) {
      copying.complain(target, refusal(made).getMessage());
    }
    end();
  }

  private static SftpException refusal(Reply reply) {
    try {
      reply.checkOk();
      throw new IllegalStateException("not refused");
    } catch (SftpException e) {
      return e;
    }
  }

  /** The next file or directory in it, or null when there are no more. */
  @Nullable Path next() {
    try {
      if (names == null) {
        stream = Files.newDirectoryStream(path);
        names = stream.iterator();
      }
      if (names.hasNext()) {
        children++;
        return names.next();
      }
    } catch (IOException e) {
      copying.complain(path.toString(), LocalFile.reason(e));
    } catch (DirectoryIteratorException e) {
      copying.complain(path.toString(), LocalFile.reason(e.getCause()));
    }
    return null;
  }

  /** All that is in it has been begun. */
  void listed() throws IOException {
    closeStream();
    listed = true;
    finishIfDone();
  }

  void closeStream() throws IOException {
    if (stream != null) {
      stream.close();
    }
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
    var kept = FileAttributes.kept(local.attributes());
    upload.takeUp();
    copying.client().send(Request.set(target, kept), this::dressed);
  }

  private void dressed(Reply reply) throws IOException {
    try {
      reply.checkOk();
    } catch (SftpException e) {
      copying.complain(target, e.getMessage());
    }
    end();
  }

  private void end() throws IOException {
    upload.done(parent);
  }
}
