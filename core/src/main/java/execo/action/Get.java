package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.path.UserPaths;
import execo.process.CopyProcess;
import execo.process.ProcessBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies files and directories of many hosts into local directories: recursively, with modes and
 * times. Paths may have substitutions; {@code ~} stands for the home directory on its own side.
 */
public final class Get extends HostsAction<Get> {
  private final List<String> files;
  private final String directory;
  private List<List<String>> sources = List.of();
  private List<Path> directories = List.of();

  /**
   * A copy from many hosts.
   *
   * @param directory a local directory, made if need be; with several hosts it needs a
   *     substitution, such as {@code results/{{{host}}}}
   */
  public Get(
      Collection<Host> hosts,
      Collection<String> files,
      String directory,
      @Nullable ConnectionParams params) {
    super(hosts, params);
    this.files = List.copyOf(files);
    this.directory = directory;
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
      throw new UncheckedIOException("a local directory cannot be made: " + e.getMessage(), e);
    }
  }

  @Override
  ProcessBase<?> make(int index, Host host) {
    var remote = sources.stream().map(perHost -> perHost.get(index)).toList();
    return CopyProcess.get(remote, directories.get(index).toString(), host, params());
  }

  @Override
  String defaultName() {
    return "Get from " + hostsText();
  }
}
