package execo.bench;

import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.testbed.Fleet;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Connections that are all open at the same time, to hosts in another JVM. */
final class HoldBench {
  private HoldBench() {}

  /** Serves hosts until its input ends; tells where they are. */
  static void serve(int count) throws Exception {
    try (var fleet = Fleet.start(count)) {
      var connection = fleet.connection();
      IO.println(connection.user());
      IO.println(connection.keyFile());
      IO.println(connection.port());
      fleet.hosts().forEach(host -> IO.println(host.address()));
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  static void run(int count) throws Exception {
    var server =
        new ProcessBuilder(Commands.fresh("serve", String.valueOf(count)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var reader = server.inputReader()) {
      hold(count, reader);
    } finally {
      server.getOutputStream().close();
      server.waitFor();
    }
  }

  private static void hold(int count, BufferedReader server) throws Exception {
    var connection =
        ConnectionParams.none()
            .withConnector("embedded")
            .withHostKeys(HostKeyPolicy.OFF)
            .withUser(server.readLine())
            .withKeyFile(Path.of(server.readLine()))
            .withPort(Integer.valueOf(server.readLine()));
    var hosts = new ArrayList<Host>(count);
    for (var i = 0; i < count; i++) {
      hosts.add(Host.of(server.readLine()));
    }
    var opened = answer(hosts, connection);
    var footprint = Footprint.now();
    var again = answer(hosts, connection);
    IO.println(
        "hold n=%d %s %s %s"
            .formatted(
                count,
                Numbers.seconds("opened_s", opened),
                Numbers.seconds("again_s", again),
                footprint));
  }

  /** Has every host answer a command: seconds. */
  private static double answer(List<Host> hosts, ConnectionParams connection) {
    var from = System.nanoTime();
    var remote = new Remote("echo $EXECO_HOST", hosts, connection).run();
    var seconds = Numbers.secondsSince(from);
    for (var process : remote.processes()) {
      if (!process.ok() || !process.stdout().equals(process.host() + "\n")) {
        throw new IllegalStateException(process.dump());
      }
    }
    return seconds;
  }
}
