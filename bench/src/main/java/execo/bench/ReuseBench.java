package execo.bench;

/**
 * A second command on the same hosts: execo, OpenSSH with ControlMaster, and the peers, which
 * connect again.
 */
final class ReuseBench {
  private final int count;

  ReuseBench(int count) {
    this.count = count;
  }

  void run() throws Exception {
    try (var targets = Targets.of(count)) {
      var masters = new Masters(targets);
      try {
        compare(targets, masters);
      } finally {
        masters.end();
      }
    }
  }

  private void compare(Targets targets, Masters masters) throws Exception {
    var rounds =
        new Rounds()
            .add(
                "ours",
                () -> SshBench.command(targets),
                () -> Cost.of(() -> SshBench.command(targets)))
            .add("mux", () -> masters.command(), masters::command);
    var peers = new Peers(targets);
    peers.enter(rounds);
    rounds.run();
    IO.println(
        String.join(
            " ",
            "reuse n=" + count,
            Numbers.seconds("ours_s", rounds.median("ours")),
            Numbers.seconds("mux_s", rounds.median("mux")),
            rounds.against(peers.names()),
            Numbers.ratio("ours/mux", rounds.median("ours"), rounds.median("mux")),
            Numbers.seconds("ours_cpu_s", rounds.cpu("ours")),
            Numbers.seconds("mux_cpu_s", rounds.cpu("mux"))));
  }
}
