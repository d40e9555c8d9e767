package execo.cli.demo;

import static execo.Execo.disconnect;
import static execo.Execo.remote;
import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static execo.sweep.Sweeps.sweeper;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.plot.Plot;
import execo.results.Results;
import execo.results.Rows;
import execo.sweep.Combination;
import execo.sweep.Progress;
import java.nio.file.Path;
import java.util.List;

/** The demonstration's experiment: how long a command on some hosts takes. */
final class Timing {
  private final List<Host> hosts;
  private final ConnectionParams connection;
  private final Path directory;
  private final Results results;

  private record Measurement(Combination params, double seconds) {}

  /** An experiment that leaves its results in a directory. */
  Timing(List<Host> hosts, ConnectionParams connection, Path directory) {
    this.hosts = hosts;
    this.connection = connection.withConnector("embedded");
    this.directory = directory;
    results = new Results(directory.resolve("results.yaml"));
  }

  Progress run() {
    var factors =
        factor("repeat", 0, 1, 2).factor("hosts", 1, 2, 4, 8).factor("connections", "new", "open");
    var url = directory.resolve("sweeper").toString();
    try (var sweeper = sweeper(url, sweep(factors))) {
      return sweeper.forEach(1, this::measure);
    }
  }

  private void measure(Combination params) {
    var some = hosts.subList(0, params.integer("hosts"));
    if (params.text("connections").equals("new")) {
      disconnect();
    }
    var action = remote("true", some, connection);
    action.run();
    if (!action.ok()) {
      throw new IllegalStateException("not all of " + some + " were reached");
    }
    var length = action.stats().length();
    results.append(new Measurement(params, length == null ? 0 : length.toNanos() / 1e9));
  }

  Rows results() {
    return results.read();
  }

  /** Where the picture is. */
  Path draw() {
    var picture = directory.resolve("sweep.png");
    new Plot()
        .boxes(results(), "hosts", "seconds", "connections")
        .xLabel("hosts")
        .yLabel("time of a command (s)")
        .save(picture);
    return picture;
  }
}
