package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.path.UserPaths;
import execo.process.CopyProcess;
import execo.process.ProcessBase;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies local files and directories to many hosts: recursively, with modes and times. Paths may
 * have substitutions; {@code ~} stands for the home directory on its own side.
 */
public final class Put extends HostsAction<Put> {
  private final List<String> files;
  private final String target;
  private List<List<String>> sources = List.of();
  private List<String> targets = List.of();

  /**
   * A copy to many hosts.
   *
   * @param target a directory on the hosts, or the new name of a single file; {@code .} is where a
   *     login begins
   */
  public Put(
      Collection<Host> hosts,
      Collection<String> files,
      String target,
      @Nullable ConnectionParams params) {
    super(hosts, params);
    this.files = List.copyOf(files);
    this.target = target;
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no files to put");
    }
  }

  @Override
  void bind() {
    sources = files.stream().map(this::render).toList();
    targets = render(target);
  }

  @Override
  ProcessBase<?> make(int index, Host host) {
    var home = UserPaths.current();
    var local =
        sources.stream().map(perHost -> home.expand(perHost.get(index)).toString()).toList();
    return CopyProcess.put(local, targets.get(index), host, params());
  }

  @Override
  String defaultName() {
    return "Put to " + hostsText();
  }
}
