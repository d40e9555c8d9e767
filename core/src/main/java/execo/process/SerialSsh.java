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
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A serial port of a host: as {@link Serial}, with {@code stty} and {@code cat} on the host, where
 * nothing is left when it or its connection ends.
 */
public final class SerialSsh extends OpenableProcess<SerialSsh> {
  private final SerialLine line;
  private final Host host;
  private final EffectiveConnection connection;
  private final Connector connector;

  /**
   * A port of a host.
   *
   * @param speed in bits a second
   * @param params how to connect, over the configured defaults; null is as configured. A terminal
   *     that they ask for is left out: the line would not be binary clean.
   * @throws IllegalArgumentException if the connector they name is not available
   */
  public SerialSsh(String device, int speed, Host host, @Nullable ConnectionParams params) {
    this(new SerialLine(device, speed), host, params, Connectors::named);
  }

  /** Such a port, reached by this connector whatever the connection parameters name. */
  public SerialSsh(
      String device, int speed, Host host, @Nullable ConnectionParams params, Connector connector) {
    this(new SerialLine(device, speed), host, params, name -> connector);
  }

  private SerialSsh(
      SerialLine line,
      Host host,
      @Nullable ConnectionParams params,
      Function<String, Connector> connectors) {
    super(line.text());
    this.line = line;
    this.host = host;
    var plain = (params == null ? ConnectionParams.none() : params).withTty(false).withPty(false);
    this.connection = EffectiveConnection.of(host, plain, Configuration.current().connection());
    this.connector = connectors.apply(connection.connector());
  }

  @Override
  public Host host() {
    return host;
  }

  @Override
  boolean hasStdin() {
    return true;
  }

  @Override
  Launch launch(ChildListener listener) {
    SerialLine.requirePlain(settings());
    var command =
        new RemoteCommand(
            connection,
            ShellWords.quote(line.command()),
            Map.of(),
            null,
            true,
            settings().fanOut,
            false);
    var words = connector.commandLine(command);
    return new Launch(connector.run(command, new SerialListener(line, listener)), words);
  }
}
