package execo.process;

import execo.config.Configuration;
import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.shell.ShellWords;
import execo.internal.ssh.Connectors;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.RemoteCommand;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command on a host.
 *
 * <p>The host's login shell runs it. Stdout and stderr come apart and binary clean; with {@link
 * ConnectionParams#withTty} it gets a terminal instead. A signal reaches the command and its
 * process group on the host, and when the connection or this program dies the command is ended too.
 * A connection that fails or is lost is an {@link #error()}, never an exit code. The timeout counts
 * from when its connection begins to be opened.
 *
 * <p>Exit codes 129 to 192 count as the signals 1 to 64, as the shells of hosts report them.
 */
public final class SshProcess extends ProcessBase<SshProcess> {
  private final Host host;
  private final EffectiveConnection connection;
  private final Connector connector;

  /** A command line for a host, connected to as configured. */
  public SshProcess(String command, Host host) {
    this(command, host, null);
  }

  /** A program and its arguments, quoted for the host's shell. */
  public SshProcess(List<String> command, Host host, @Nullable ConnectionParams params) {
    this(ShellWords.quote(command), host, params);
  }

  /**
   * A command line for a host.
   *
   * @param params how to connect, over the configured defaults; null is as configured
   * @throws IllegalArgumentException if the connector they name is not available
   */
  public SshProcess(String command, Host host, @Nullable ConnectionParams params) {
    this(command, host, params, Connectors::named);
  }

  /** A command line for a host, run by this connector whatever the connection parameters name. */
  public SshProcess(
      String command, Host host, @Nullable ConnectionParams params, Connector connector) {
    this(command, host, params, name -> connector);
  }

  private SshProcess(
      String command,
      Host host,
      @Nullable ConnectionParams params,
      Function<String, Connector> connectors) {
    super(command);
    this.host = host;
    this.connection = EffectiveConnection.of(host, params, Configuration.current().connection());
    this.connector = connectors.apply(connection.connector());
  }

  @Override
  public Host host() {
    return host;
  }

  /** How the host is connected to. */
  public EffectiveConnection connection() {
    return connection;
  }

  @Override
  Launch launch(ChildListener listener) {
    var settings = settings();
    var command =
        new RemoteCommand(
            connection,
            settings.shell ? "/bin/sh -c " + ShellWords.quote(command()) : command(),
            settings.environment,
            settings.directory == null ? null : settings.directory.toString(),
            hasStdin(),
            settings.fanOut,
            settings.detached);
    var words = connector.commandLine(command);
    return new Launch(connector.run(command, listener), words);
  }

  @Override
  boolean hasPty(ProcessSettings settings) {
    return settings.pty != null ? settings.pty : connection.pty();
  }

  @Override
  boolean hasStdin() {
    return super.hasStdin() || connection.tty();
  }
}
