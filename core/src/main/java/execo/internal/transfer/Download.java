package execo.internal.transfer;

import execo.internal.transfer.sftp.FileAttributes;
import execo.internal.transfer.sftp.RemoteName;
import execo.internal.transfer.sftp.Reply;
import execo.internal.transfer.sftp.Request;
import execo.internal.transfer.sftp.SftpException;
import execo.spi.RemoteCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and directories of a host on their way here. */
final class Download implements Copy {
  private final Copying copying;
  private final RemoteCopy copy;
  private final ArrayDeque<String> sources = new ArrayDeque<>();
  private final ArrayDeque<DownloadedDirectory> walk = new ArrayDeque<>();
  private final ArrayDeque<DownloadedFile> reading = new ArrayDeque<>();
  private final Set<DownloadedFile> open = new HashSet<>();
  private final Path target;
  private final boolean intoDirectory;
  private int begun;
  private int large;
  private long requested;

  Download(Copying copying, RemoteCopy copy) throws IOException {
    this.copying = copying;
    this.copy = copy;
    var named = Path.of(copy.target());
    intoDirectory = Files.isDirectory(named);
    // the name may be a link: the file that it leads to is replaced, and the link stays
    target = Files.exists(named) ? named.toRealPath() : named;
  }

  @Override
  public void begin() throws IOException {
    for (var source : copy.sources()) {
      try {
        sources.addAll(
            Glob.expand(copying.client(), RemotePaths.resolve(copying.client(), source)));
      } catch (SftpException e) {
        copying.complain(source, e.getMessage());
      }
    }
    if (!intoDirectory && sources.size() > 1) {
      copying.stop(target.toString(), "Not a directory");
    } else if (!intoDirectory && Files.exists(target) && !Files.isRegularFile(target)) {
      copying.stop(target.toString(), "not a regular file");
    }
  }

  @Override
  public boolean step() throws IOException {
    if (copying.stopped()) {
      leaveAll();
    } else if (begun < Copying.MOST_AT_ONCE
        && large < Copying.MOST_LARGE_AT_ONCE
        && requested <= Memory.share()
        && beginNext()) {
      return true;
    }
    var file = reading.peek();
    if (file == null || (requested > 0 && requested + file.nextLength() > Memory.share())) {
      return false;
    }
    if (file.requestNext()) {
      reading.remove(file);
    }
    return true;
  }

  private boolean beginNext() throws IOException {
    for (var all = walk.iterator(); all.hasNext(); ) {
      var directory = all.next();
      var name = directory.next();
      if (name != null) {
        beginIn(directory, name);
        return true;
      }
      if (directory.exhausted()) {
        all.remove();
        directory.listed();
        return true;
      }
    }
    var source = sources.poll();
    if (source == null) {
      return false;
    }
    begun++;
    beginSource(source);
    return true;
  }

  private void beginSource(String source) throws IOException {
    var name = RemotePaths.name(source);
    if (name.equals("..")) {
      copying
          .client()
          .send(
              Request.realPath(source),
              reply -> {
                try {
                  var real = reply.name();
                  beginSource(source, named(RemotePaths.name(real)));
                } catch (SftpException e) {
                  refuse(null, source, e);
                }
              });
    } else {
      beginSource(source, named(name));
    }
  }

  /** The host's word for a directory is the name of one here, or nothing at all. */
  private static String named(String last) {
    return last.equals("..") || last.equals(".") || last.equals("/") ? "" : last;
  }

  private void beginSource(String source, String name) throws IOException {
    Path to;
    try {
      to = intoDirectory ? target.resolve(name) : target;
    } catch (InvalidPathException e) {
      copying.complain(source, e.getReason());
      done(null);
      return;
    }
    copying.client().send(Request.stat(source), reply -> found(null, source, to, reply));
  }

  private void beginIn(DownloadedDirectory parent, RemoteName name) throws IOException {
    begun++;
    var path = RemotePaths.in(parent.path(), name.text());
    if (!name.isPlain()) {
      copying.complain(path, "the host gave a name that is not a file's name here: refused");
      done(parent);
      return;
    }
    Path to;
    try {
      to = parent.target().resolve(name.text());
    } catch (InvalidPathException e) {
      copying.complain(path, e.getReason());
      done(parent);
      return;
    }
    var attributes = name.attributes();
    if (attributes.isRegular() || attributes.isDirectory()) {
      begin(parent, path, to, attributes);
    } else {
      copying
          .client()
          .send(
              Request.stat(path),
              reply -> {
                if (attributes.isSymbolicLink()) {
                  followed(parent, path, to, reply);
                } else {
                  found(parent, path, to, reply);
                }
              });
    }
  }

  private void followed(DownloadedDirectory parent, String path, Path to, Reply reply)
      throws IOException {
    try {
      var attributes = reply.attributes();
      if (attributes.isDirectory()) {
        parent.follow(
            path,
            real -> {
              if (real == null) {
                copying.complain(path, "a symbolic link back to a directory that it is in");
                done(parent);
              } else {
                beginDirectory(parent, path, to, attributes, real);
              }
            });
      } else {
        begin(parent, path, to, attributes);
      }
    } catch (SftpException e) {
      refuse(parent, path, e);
    }
  }

  private void found(@Nullable DownloadedDirectory parent, String path, Path to, Reply reply)
      throws IOException {
    try {
      begin(parent, path, to, reply.attributes());
    } catch (SftpException e) {
      refuse(parent, path, e);
    }
  }

  private void refuse(@Nullable DownloadedDirectory parent, String path, SftpException e)
      throws IOException {
    copying.complain(path, e.getMessage());
    done(parent);
  }

  private void begin(
      @Nullable DownloadedDirectory parent, String path, Path to, FileAttributes attributes)
      throws IOException {
    if (attributes.isDirectory()) {
      var real = parent == null ? null : RemotePaths.in(parent.real(), RemotePaths.name(path));
      beginDirectory(parent, path, to, attributes, real);
    } else if (attributes.isRegular()) {
      var file = new DownloadedFile(this, copying, parent, path, to, attributes);
      open.add(file);
      large += file.isLarge() ? 1 : 0;
      file.begin();
    } else {
      copying.complain(path, "not a regular file");
      done(parent);
    }
  }

  private void beginDirectory(
      @Nullable DownloadedDirectory parent,
      String path,
      Path to,
      FileAttributes attributes,
      @Nullable String real)
      throws IOException {
    new DownloadedDirectory(this, copying, parent, path, to, attributes, real).make();
  }

  /** A directory is there and its names begin to come. */
  void enter(DownloadedDirectory directory) {
    begun--;
    walk.push(directory);
  }

  /** A file is open on the host and can be read. */
  void enter(DownloadedFile file) {
    reading.add(file);
  }

  /** So many bytes more, or less, are on their way. */
  void requested(long bytes) {
    requested += bytes;
  }

  void done(DownloadedFile file, @Nullable DownloadedDirectory parent) throws IOException {
    open.remove(file);
    reading.remove(file);
    large -= file.isLarge() ? 1 : 0;
    done(parent);
  }

  /** Something that was begun is done with, well or not. */
  void done(@Nullable DownloadedDirectory parent) throws IOException {
    begun--;
    if (parent != null) {
      parent.childDone();
    }
  }

  private void leaveAll() {
    sources.clear();
    walk.clear();
  }

  @Override
  public boolean finished() {
    return begun == 0 && sources.isEmpty() && walk.isEmpty() && copying.client().unanswered() == 0;
  }

  @Override
  public void abandon() {
    // nothing is left on the host
  }

  @Override
  public void close() throws IOException {
    for (var file : open) {
      file.discard();
    }
  }
}
