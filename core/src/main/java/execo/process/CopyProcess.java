package execo.process;

import execo.config.Configuration;
import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.shell.ShellWords;
import execo.internal.ssh.Connectors;
import execo.spi.ChildListener;
import execo.spi.Copier;
import execo.spi.RemoteCopy;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A copy of files and directories to or from one host, recursively, with modes and times. */
public final class CopyProcess extends ProcessBase<CopyProcess> {
  private final Host host;
  private final EffectiveConnection connection;
  private final boolean toHost;
  private final List<String> sources;
  private final String target;
  private final Copier copier;

  private CopyProcess(
      boolean toHost,
      List<String> sources,
      String target,
      Host host,
      @Nullable ConnectionParams params,
      Function<String, ? extends Copier> copiers) {
    super(
        (toHost ? "put " : "get ") + ShellWords.quote(sources) + " to " + ShellWords.quote(target));
    this.host = host;
    this.connection = EffectiveConnection.of(host, params, Configuration.current().connection());
    this.toHost = toHost;
    this.sources = List.copyOf(sources);
    this.target = target;
    this.copier = copiers.apply(connection.connector());
  }

  /** A copy of local files to a directory, or a new name, on a host. */
  public static CopyProcess put(
      List<String> sources, String target, Host host, @Nullable ConnectionParams params) {
    return new CopyProcess(true, sources, target, host, params, Connectors::named);
  }

  /** Such a copy, made by this copier whatever the connection parameters name. */
  public static CopyProcess put(
      List<String> sources,
      String target,
      Host host,
      @Nullable ConnectionParams params,
      Copier copier) {
    return new CopyProcess(true, sources, target, host, params, name -> copier);
  }

  /** A copy of a host's files to a local directory, or a new local name. */
  public static CopyProcess get(
      List<String> sources, String target, Host host, @Nullable ConnectionParams params) {
    return new CopyProcess(false, sources, target, host, params, Connectors::named);
  }

  /** Such a copy, made by this copier whatever the connection parameters name. */
  public static CopyProcess get(
      List<String> sources,
      String target,
      Host host,
      @Nullable ConnectionParams params,
      Copier copier) {
    return new CopyProcess(false, sources, target, host, params, name -> copier);
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  Launch launch(ChildListener listener) {
    if (!settings().environment.isEmpty() || settings().directory != null) {
      throw new IllegalArgumentException("a copy has no environment and no directory of its own");
    }
    if (settings().detached) {
      throw new IllegalArgumentException("a copy cannot be detached");
    }
    var copy = new RemoteCopy(connection, toHost, sources, target, settings().fanOut);
    var words = copier.commandLine(copy);
    return new Launch(copier.copy(copy, listener), words);
  }
}
