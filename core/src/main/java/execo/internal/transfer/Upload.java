package execo.internal.transfer;

import execo.internal.transfer.sftp.Request;
import execo.internal.transfer.sftp.SftpException;
import execo.spi.RemoteCopy;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Local files and directories on their way to a host. */
final class Upload implements Copy {
  private final Copying copying;
  private final RemoteCopy copy;
  private final ArrayDeque<String> sources;
  private final ArrayDeque<UploadedDirectory> walk = new ArrayDeque<>();
  private final ArrayDeque<UploadedFile> ready = new ArrayDeque<>();
  private final Set<UploadedFile> open = new HashSet<>();
  private String target = ".";
  private boolean intoDirectory;
  private int begun;
  private int large;
  private long held;

  Upload(Copying copying, RemoteCopy copy) {
    this.copying = copying;
    this.copy = copy;
    this.sources = new ArrayDeque<>(copy.sources());
  }

  @Override
  public void begin() throws IOException {
    var client = copying.client();
    try {
      target = RemotePaths.resolve(client, copy.target());
      var there = client.call(Request.stat(target)).attributes();
      intoDirectory = there.isDirectory();
      if (!intoDirectory && !there.isRegular()) {
        copying.stop(target, "not a regular file");
      } else if (!intoDirectory) {
        // the name may be a link: the file that it leads to is replaced, and the link stays
        target = client.call(Request.realPath(target)).names().getFirst().text();
      }
    } catch (SftpException e) {
      if (!e.missing()) {
        copying.stop(target, e.getMessage());
      }
    }
    if (!intoDirectory && sources.size() > 1) {
      copying.stop(target, "Not a directory");
    }
  }

  @Override
  public boolean step() throws IOException {
    if (hasRoom() && beginNext()) {
      return true;
    }
    var file = ready.peek();
    if (file == null) {
      return false;
    }
    if (file.sendNext()) {
      ready.remove();
    }
    return true;
  }

  private boolean hasRoom() {
    return begun < Copying.MOST_AT_ONCE
        && large < Copying.MOST_LARGE_AT_ONCE
        && (held < Memory.share() || open.isEmpty());
  }

  private boolean beginNext() throws IOException {
    if (copying.stopped()) {
      leaveAll();
      return false;
    }
    for (var directory = walk.peek(); directory != null; directory = walk.peek()) {
      var path = directory.next();
      if (path != null) {
        var name = String.valueOf(path.getFileName());
        begin(directory, path, RemotePaths.in(directory.target(), name));
        return true;
      }
      walk.remove();
      directory.listed();
    }
    var source = sources.poll();
    if (source == null) {
      return false;
    }
    beginSource(source);
    return true;
  }

  private void beginSource(String source) throws IOException {
    Path path;
    String name;
    try {
      path = Path.of(source);
      name = name(path);
    } catch (InvalidPathException e) {
      copying.complain(source, e.getReason());
      return;
    } catch (IOException e) {
      copying.complain(source, LocalFile.reason(e));
      return;
    }
    var into = intoDirectory && !name.isEmpty() ? RemotePaths.in(target, name) : target;
    begin(null, path, into);
  }

  /** The last name; empty where the contents of a directory are meant. */
  private static String name(Path path) throws IOException {
    var last = path.getFileName();
    if (last == null || last.toString().equals(".")) {
      return "";
    }
    if (last.toString().equals("..")) {
      return name(path.toRealPath());
    }
    return last.toString();
  }

  private void begin(@Nullable UploadedDirectory parent, Path path, String to) throws IOException {
    begun++;
    LocalFile local;
    try {
      local = LocalFile.of(path);
    } catch (IOException e) {
      copying.complain(path.toString(), LocalFile.reason(e));
      done(parent);
      return;
    }
    if (local.attributes().isDirectory()) {
      if (parent != null && parent.isBelow(local)) {
        copying.complain(path.toString(), "a symbolic link back to a directory that it is in");
        done(parent);
        return;
      }
      new UploadedDirectory(this, copying, parent, path, to, local).make();
    } else if (!local.attributes().isRegular()) {
      copying.complain(path.toString(), "not a regular file");
      done(parent);
    } else if (to.endsWith("/")) {
      copying.complain(to, "No such directory");
      done(parent);
    } else {
      beginFile(new UploadedFile(this, copying, parent, path, to, local.attributes()));
    }
  }

  private void beginFile(UploadedFile file) throws IOException {
    open.add(file);
    held += file.held();
    large += file.isLarge() ? 1 : 0;
    file.begin();
  }

  /** A directory is there and can be filled. */
  void enter(UploadedDirectory directory) {
    begun--;
    walk.push(directory);
  }

  /** A directory that was entered is about to be finished. */
  void takeUp() {
    begun++;
  }

  /** A file is open on the host and can be written. */
  void enter(UploadedFile file) {
    ready.add(file);
  }

  void done(UploadedFile file, @Nullable UploadedDirectory parent) throws IOException {
    open.remove(file);
    held -= file.held();
    large -= file.isLarge() ? 1 : 0;
    done(parent);
  }

  /** Something that was begun is done with, well or not. */
  void done(@Nullable UploadedDirectory parent) throws IOException {
    begun--;
    if (parent != null) {
      parent.childDone();
    }
  }

  private void leaveAll() throws IOException {
    sources.clear();
    for (var directory : walk) {
      directory.closeStream();
    }
    walk.clear();
  }

  @Override
  public boolean finished() {
    return begun == 0 && sources.isEmpty() && walk.isEmpty() && copying.client().unanswered() == 0;
  }

  @Override
  public void abandon() throws IOException {
    leaveAll();
    ready.clear();
    for (var file : open) {
      file.abandon();
    }
  }

  @Override
  public void close() throws IOException {
    for (var directory : walk) {
      directory.closeStream();
    }
    for (var file : open) {
      file.close();
    }
  }
}
