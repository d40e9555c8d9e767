package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.path.UserPaths;
import execo.process.CopyProcess;
import execo.process.ProcessBase;
import execo.spi.Copier;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of local files and directories to many hosts, whatever carries them there.
 *
 * @param <A> the kind of action
 */
public abstract sealed class PutAction<A extends PutAction<A>> extends HostsAction<A>
    permits Put, TaktukPut {
  private final List<String> files;
  private final String target;
  private final @Nullable Copier copier;
  private List<List<String>> sources = List.of();
  private List<String> targets = List.of();

  PutAction(
      Collection<Host> hosts,
      Collection<String> files,
      String target,
      @Nullable ConnectionParams params,
      @Nullable Copier copier) {
    super(hosts, params);
    this.files = List.copyOf(files);
    this.target = target;
    this.copier = copier;
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
    var place = targets.get(index);
    return copier == null
        ? CopyProcess.put(local, place, host, params())
        : CopyProcess.put(local, place, host, params(), copier);
  }

  @Override
  String defaultName() {
    return "Put to " + hostsText();
  }
}
