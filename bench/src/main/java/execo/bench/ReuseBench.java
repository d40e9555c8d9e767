package execo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  /** The masters of OpenSSH's own multiplexing, a directory of sockets. */
  private static final class Masters {
    private final Targets targets;
    private final Path directory = Files.createTempDirectory("execo-mux-");
    private final Path configuration = directory.resolve("config");

    Masters(Targets targets) throws IOException {
      this.targets = targets;
      var lines = new ArrayList<>(Files.readAllLines(targets.configuration()));
      lines.addAll(
          List.of(
              "  ControlMaster auto",
              "  ControlPersist 600",
              "  ControlPath " + directory.resolve("%C")));
      Files.write(configuration, lines);
    }

    Cost command() throws IOException, InterruptedException {
      return Commands.cost(targets.list(), Peers.xargs(configuration.toString()));
    }

    void end() throws IOException, InterruptedException {
      Commands.cost(
          targets.list(),
          List.of(
              "xargs",
              "-P",
              "8",
              "-I{}",
              "sh",
              "-c",
              "ssh -F \"$0\" -O exit \"$1\" 2>&1 || :",
              configuration.toString(),
              "{}"));
      try (var left = Files.list(directory)) {
        for (var file : left.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.delete(directory);
    }
  }
}
