package execo.bench;

import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.testbed.Fleet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;

/**
 * Connections that are all open at the same time, to hosts in another JVM. OpenSSH, whose masters
 * are a process each, holds some of them too, and both run a command on these.
 */
final class HoldBench {
  /** So many hosts are held by OpenSSH at most. */
  private static final int MOST_MASTERS = 100;

  /** No connection is to be closed because the others take so long. */
  private static final String IDLE_SECONDS = "7200";

  /**
   * How many commands run at once. The fleet is one process, often with 20,000 open files at most:
   * two for each host, and four for each command.
   */
  private static final int AT_WORK = 500;

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
    System.setProperty("execo.embedded.idle", IDLE_SECONDS);
    String line;
    try (var fleet = FleetProcess.start(count)) {
      line = hold(count, fleet);
    }
    // of its own, since the first one has no descriptors left
    try (var few = FleetProcess.start(Math.min(count, MOST_MASTERS))) {
      IO.println(line + " " + compare(few));
    }
  }

  private static String hold(int count, FleetProcess fleet) throws Exception {
    var opened = answer(fleet);
    var open = held(count, Connections.to(fleet.port()));
    var footprint = Footprint.now();
    var again = answer(fleet);
    var kept = held(count, Connections.to(fleet.port()).keptSince(open));
    return String.join(
        " ",
        "hold n=" + count,
        "open=" + open.hosts(),
        "kept=" + kept.hosts(),
        Numbers.seconds("opened_s", opened),
        Numbers.seconds("again_s", again),
        footprint.toString(),
        "ours_kb_host=" + footprint.residentMegabytes() * 1000 / count);
  }

  /** A second command on hosts whose connections are held, and masters of OpenSSH to them. */
  private static String compare(FleetProcess fleet) throws Exception {
    try (var targets = targets(fleet.hosts(), fleet.connection())) {
      var masters = new Masters(targets);
      try {
        var rounds =
            new Rounds()
                .add("ours", () -> Cost.of(() -> command(fleet)))
                .add("mux", masters::command)
                .run();
        return String.join(
            " ",
            "peer_n=" + fleet.hosts().size(),
            Numbers.seconds("ours_s", rounds.median("ours")),
            rounds.against(List.of("mux")),
            "mux_kb_host=" + masters.kilobytes() / fleet.hosts().size());
      } finally {
        masters.end();
        Files.delete(targets.configuration());
      }
    }
  }

  /** These connections, which must be one to each host at least. */
  private static Connections held(int count, Connections connections) {
    if (connections.hosts() < count) {
      throw new IllegalStateException(
          "held are connections to " + connections.hosts() + " of " + count + " hosts");
    }
    return connections;
  }

  /** These hosts, for OpenSSH. */
  private static Targets targets(List<Host> hosts, ConnectionParams connection) throws IOException {
    var list = Files.createTempFile("execo-bench-", ".hosts");
    Files.write(list, hosts.stream().map(Host::address).toList());
    var configuration = Files.createTempFile("execo-bench-", ".conf");
    Files.write(
        configuration,
        List.of(
            "Host *",
            "  User " + connection.user(),
            "  Port " + connection.port(),
            "  IdentityFile " + connection.keyFile(),
            "  StrictHostKeyChecking no",
            "  UserKnownHostsFile /dev/null",
            "  LogLevel ERROR"));
    return new Targets(hosts, list, configuration);
  }

  private static void command(FleetProcess fleet) {
    var remote = new Remote("true", fleet.hosts(), fleet.connection()).run();
    if (!remote.ok()) {
      throw new IllegalStateException(remote.toString());
    }
  }

  /**
   * Has every host answer a command: seconds. Detached, since the hosts share the processors: most
   * commands would run for so long that they get a leash, which stays.
   */
  private static double answer(FleetProcess fleet) {
    var from = System.nanoTime();
    var remote =
        new Remote("echo $EXECO_HOST", fleet.hosts(), fleet.connection())
            .detached()
            .window(AT_WORK);
    remote.run();
    var seconds = Numbers.secondsSince(from);
    for (var process : remote.processes()) {
      if (!process.ok() || !process.stdout().equals(process.host() + "\n")) {
        throw new IllegalStateException(process.dump());
      }
    }
    return seconds;
  }
}
