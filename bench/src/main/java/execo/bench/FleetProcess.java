package execo.bench;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hosts inside another JVM, which {@link HoldBench#serve} is. */
final class FleetProcess implements AutoCloseable {
  private final Process process;
  private final ConnectionParams connection;
  private final List<Host> hosts;
  private final int port;

  private FleetProcess(Process process, ConnectionParams connection, List<Host> hosts, int port) {
    this.process = process;
    this.connection = connection;
    this.hosts = hosts;
    this.port = port;
  }

  static FleetProcess start(int count) throws IOException {
    var process =
        new ProcessBuilder(Commands.fresh("serve", String.valueOf(count)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var reader = process.inputReader();
    var user = reader.readLine();
    var keyFile = Path.of(reader.readLine());
    var port = Integer.parseInt(reader.readLine());
    var hosts = new ArrayList<Host>(count);
    for (var i = 0; i < count; i++) {
      hosts.add(Host.of(reader.readLine()));
    }
    var connection =
        ConnectionParams.none()
            .withConnector("embedded")
            .withHostKeys(HostKeyPolicy.OFF)
            .withUser(user)
            .withKeyFile(keyFile)
            .withPort(port);
    return new FleetProcess(process, connection, List.copyOf(hosts), port);
  }

  ConnectionParams connection() {
    return connection;
  }

  List<Host> hosts() {
    return hosts;
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }
}
