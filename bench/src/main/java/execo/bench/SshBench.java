package execo.bench;

import execo.Execo;
import execo.action.Remote;
import java.util.List;

/**
 * A command on many hosts over fresh connections: execo in a warm JVM, a whole run of the {@code
 * execo} command, the peers.
 */
final class SshBench {
  private final int count;
  private final String execo = System.getProperty("execo.bench.execo", "execo");

  SshBench(int count) {
    this.count = count;
  }

  void run() throws Exception {
    try (var targets = Targets.of(count)) {
      var cli = List.of(execo, "run", "-w", "@" + targets.list(), "--", "true");
      var rounds =
          new Rounds()
              .add("ours", Execo::disconnect, () -> Cost.of(() -> command(targets)))
              .add("cli", Execo::disconnect, () -> Commands.cost(cli));
      var peers = new Peers(targets);
      peers.enter(rounds);
      rounds.run();
      var best = rounds.best(peers.names());
      IO.println(
          String.join(
              " ",
              "ssh n=" + count,
              Numbers.seconds("ours_s", rounds.median("ours")),
              Numbers.seconds("cli_s", rounds.median("cli")),
              rounds.against(peers.names()),
              Numbers.ratio("cli/best_peer", rounds.median("cli"), rounds.median(best)),
              Numbers.seconds("ours_cpu_s", rounds.cpu("ours")),
              Numbers.seconds("xargs_cpu_s", rounds.cpu("xargs")),
              Numbers.ratio("ours/xargs_cpu", rounds.cpu("ours"), rounds.cpu("xargs")),
              Numbers.seconds("cli-xargs_s", rounds.median("cli") - rounds.median("xargs"))));
    }
  }

  /** Runs the command on all hosts; each must succeed. */
  static void command(Targets targets) {
    var remote = new Remote("true", targets.hosts(), null).run();
    if (!remote.ok()) {
      throw new IllegalStateException(remote.toString());
    }
  }
}
