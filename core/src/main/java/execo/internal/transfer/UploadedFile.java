package execo.internal.transfer;

import execo.internal.transfer.sftp.FileAttributes;
import execo.internal.transfer.sftp.Reply;
import execo.internal.transfer.sftp.Request;
import execo.internal.transfer.sftp.SftpException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A local file on its way: written under a temporary name on the host, which becomes its own when
 * all is there.
 */
final class UploadedFile {
  private static final String POSIX_RENAME = "posix-rename@openssh.com";
  private static final int PRIVATE = 0600;

  private final Upload upload;
  private final Copying copying;
  private final @Nullable UploadedDirectory parent;
  private final Path path;
  private final String target;
  private final String temporary;
  private final FileAttributes attributes;
  private @Nullable FileContents contents;
  private byte @Nullable [] handle;
  private long sent;
  private int unanswered;
  private boolean closed;
  private boolean failed;
  private boolean abandoned;

  UploadedFile(
      Upload upload,
      Copying copying,
      @Nullable UploadedDirectory parent,
      Path path,
      String target,
      FileAttributes attributes) {
    this.upload = upload;
    this.copying = copying;
    this.parent = parent;
    this.path = path;
    this.target = target;
    this.attributes = attributes;
    this.temporary = RemotePaths.parent(target) + TemporaryNames.of(RemotePaths.name(target));
  }

  boolean isLarge() {
    return attributes.size() > Copying.SMALL;
  }

  /** How much memory it needs. */
  long held() {
    return isLarge() ? Copying.SMALL : attributes.size();
  }

  void begin() throws IOException {
    try {
      contents = FileContents.open(path, attributes.size());
    } catch (IOException e) {
      copying.complain(path.toString(), LocalFile.reason(e));
      end();
      return;
    }
    copying.tally().found(contents.size());
    copying.client().send(Request.create(temporary, PRIVATE), this::created);
  }

  private void created(Reply reply) throws IOException {
    try {
      handle = reply.handle();
      upload.enter(this);
    } catch (SftpException e) {
      fail(e);
      end();
    }
  }

  /**
   * Sends the next part of the contents, and what closes the file after the last.
   *
   * @return whether that was all
   */
  boolean sendNext() throws IOException {
    var file = handle;
    var from = contents;
    if (file == null || from == null) {
      throw new IllegalStateException("not open");
    }
    if (!failed && !copying.stopped() && sendPart(file, from)) {
      return false;
    }
    from.close();
    failed |= copying.stopped();
    if (!failed) {
      expect(Request.set(file, FileAttributes.kept(attributes)));
    }
    closed = true;
    expect(Request.close(file));
    return true;
  }

  private boolean sendPart(byte[] file, FileContents from) throws IOException {
    var most = Math.min(copying.client().limits().longestWrite(), (int) Memory.share());
    var length = from.next(copying.part(most));
    if (length == 0) {
      return false;
    }
    unanswered++;
    var there =
        copying
            .client()
            .send(
                Request.write(file, sent, length),
                from,
                length,
                reply -> {
                  copying.tally().arrived(length);
                  answered(reply);
                });
    sent += length;
    copying.keepPace(length);
    if (there < length) {
      failed = true;
      copying.complain(path.toString(), from.failure());
    }
    return true;
  }

  private void expect(Request request) throws IOException {
    unanswered++;
    copying.client().send(request, this::answered);
  }

  private void answered(Reply reply) throws IOException {
    unanswered--;
    try {
      reply.checkOk();
    } catch (SftpException e) {
      if (!failed) {
        fail(e);
      }
    }
    if (closed && unanswered == 0) {
      conclude();
    }
  }

  private void conclude() throws IOException {
    if (abandoned) {
      return;
    }
    if (failed) {
      remove();
    } else if (copying.client().limits().has(POSIX_RENAME)) {
      copying.client().send(Request.extended(POSIX_RENAME, temporary, target), this::renamed);
    } else {
      copying.client().send(Request.rename(temporary, target), this::renamedIfFree);
    }
  }

  /** Version 3 refuses to rename over a file, and whatever else goes wrong. */
  private void renamedIfFree(Reply reply) throws IOException {
    if (abandoned) {
      return;
    }
    if (reply.ok()) {
      end();
    } else {
      copying.client().send(Request.stat(temporary), there -> replace(there, reply));
    }
  }

  /** What has the name gives way only to what is there to take it. */
  private void replace(Reply there, Reply refusal) throws IOException {
    if (abandoned) {
      return;
    }
    if (!there.hasAttributes()) {
      renamed(refusal);
      return;
    }
    copying.client().send(Request.remove(target), removed -> {});
    copying.client().send(Request.rename(temporary, target), this::renamed);
  }

  private void renamed(Reply reply) throws IOException {
    if (abandoned) {
      return;
    }
    try {
      reply.checkOk();
      end();
    } catch (SftpException e) {
      fail(e);
      remove();
    }
  }

  private void fail(SftpException e) throws IOException {
    failed = true;
    if (e.vague()) {
      Refusal.explain(copying, target, e);
    } else {
      copying.complain(target, e.getMessage());
    }
  }

  private void remove() throws IOException {
    copying.client().send(Request.remove(temporary), reply -> end());
  }

  private void end() throws IOException {
    close();
    upload.done(this, parent);
  }

  /** Has what is on the host deleted, without a look at the answers. */
  void abandon() throws IOException {
    abandoned = true;
    failed = true;
    if (handle != null && !closed) {
      copying.client().send(Request.close(handle), reply -> {});
    }
    // even if it is not known to be there: the request to make it may be under way
    copying.client().send(Request.remove(temporary), reply -> {});
  }

  void close() throws IOException {
    if (contents != null) {
      contents.close();
    }
  }
}
