package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.path.UserPaths;
import execo.process.CopyProcess;
import execo.process.ProcessBase;
import execo.spi.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of files and directories of many hosts into local directories, whatever carries them here.
 *
 * @param <A> the kind of action
 */
public abstract sealed class GetAction<A extends GetAction<A>> extends HostsAction<A>
    permits Get, TaktukGet {
  private final List<String> files;
  private final String directory;
  private final @Nullable Connector connector;
  private List<List<String>> sources = List.of();
  private List<Path> directories = List.of();

  GetAction(
      Collection<Host> hosts,
      Collection<String> files,
      String directory,
      @Nullable ConnectionParams params,
      @Nullable Connector connector) {
    super(hosts, params);
    this.files = List.copyOf(files);
    this.directory = directory;
    this.connector = connector;
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no files to get");
    }
  }

  @Override
  void bind() {
    var home = UserPaths.current();
    sources = files.stream().map(this::render).toList();
    directories = render(directory).stream().map(home::expand).toList();
    checkApart();
  }

  private void checkApart() {
    var taken = new HashSet<Path>();
    for (var i = 0; i < hosts().size(); i++) {
      for (var source : sources) {
        var name = Path.of(source.get(i)).getFileName();
        var place = directories.get(i).resolve(name == null ? "" : name.toString()).normalize();
        if (!taken.add(place)) {
          throw new IllegalArgumentException(
              "several hosts would write to "
                  + place
                  + "; use a local directory with a substitution, such as "
                  + directory
                  + "/{{{host}}}");
        }
      }
    }
  }

  @Override
  void prepare() {
    super.prepare();
    try {
      for (var each : directories) {
        Files.createDirectories(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a local directory cannot be made: " + reason(e), e);
    }
  }

  /** The file, and what is wrong with it. */
  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> e.getMessage() + ": permission denied";
      case FileAlreadyExistsException _ -> e.getMessage() + ": not a directory";
      default -> String.valueOf(e.getMessage());
    };
  }

  @Override
  ProcessBase<?> make(int index, Host host) {
    var remote = sources.stream().map(perHost -> perHost.get(index)).toList();
    var place = directories.get(index).toString();
    return connector == null
        ? CopyProcess.get(remote, place, host, params())
        : CopyProcess.get(remote, place, host, params(), connector);
  }

  @Override
  String defaultName() {
    return "Get from " + hostsText();
  }
}
