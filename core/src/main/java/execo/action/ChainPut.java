package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.chain.ChainBroadcast;
import execo.internal.path.UserPaths;
import execo.internal.ssh.Connectors;
import execo.internal.template.Template;
import execo.process.CopyProcess;
import execo.process.ProcessBase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies local files and directories to many hosts along a chain: each host stores what it receives
 * and passes it on to the next one at the same time, so that the time hardly grows with the number
 * of hosts. Recursively, with modes and times.
 *
 * <p>Every host checks the SHA-256 of what it got; files have their final names only then. A host
 * that fails is left out, and the others go on. Hosts need {@code sh}, coreutils and Perl without
 * any module, and have to reach each other on the ports of the setting {@code port-range}; one that
 * no other reaches is served by this machine. What passes between hosts is not encrypted.
 *
 * <p>Repeated hosts are dropped. The target may have substitutions; {@code ~} stands for the home
 * directory on its own side.
 */
public final class ChainPut extends HostsAction<ChainPut> {
  private final List<String> files;
  private final String target;
  private final ChainBroadcast broadcast = new ChainBroadcast(Connectors::named);
  private List<String> sources = List.of();
  private List<String> targets = List.of();

  /**
   * A copy to many hosts.
   *
   * @param target a directory on the hosts, or the new name of a single file; {@code .} is where a
   *     login begins
   * @throws IllegalArgumentException for no files, or a substitution in the name of one
   */
  public ChainPut(
      Collection<Host> hosts,
      Collection<String> files,
      String target,
      @Nullable ConnectionParams params) {
    super(new LinkedHashSet<>(hosts), params);
    this.files = List.copyOf(files);
    this.target = target;
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no files to put");
    }
    for (var file : files) {
      if (!Template.parse(file).isConstant()) {
        throw new IllegalArgumentException(
            "a chain carries the same files to all hosts; no substitution can be in " + file);
      }
    }
  }

  @Override
  void bind() {
    var home = UserPaths.current();
    var names = new HashSet<Path>();
    sources =
        files.stream()
            .map(file -> Template.parse(file).bind(Map.of()).render(0, ""))
            .map(home::expand)
            .map(path -> check(path, names))
            .toList();
    targets = render(target);
  }

  private static String check(Path file, Set<Path> names) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          file + (Files.exists(file) ? " cannot be read" : " does not exist"));
    }
    var name = file.toAbsolutePath().normalize().getFileName();
    if (name == null || !names.add(name)) {
      throw new IllegalArgumentException(
          name == null ? file + " has no name" : "two of the files are called " + name);
    }
    return file.toString();
  }

  @Override
  ProcessBase<?> make(int index, Host host) {
    return CopyProcess.put(sources, targets.get(index), host, params(), broadcast);
  }

  @Override
  void startAll(List<ProcessBase<?>> wave) {
    broadcast.together(() -> super.startAll(wave));
  }

  @Override
  String defaultName() {
    return "Chained put to " + hostsText();
  }
}
