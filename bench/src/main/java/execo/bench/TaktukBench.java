package execo.bench;

import execo.action.TaktukRemote;
import java.util.List;

/** A command on many hosts through TakTuk's tree: execo's, and TakTuk by itself. */
final class TaktukBench {
  private final int count;

  TaktukBench(int count) {
    this.count = count;
  }

  void run() throws Exception {
    try (var targets = Targets.of(count)) {
      var peer =
          List.of(
              "taktuk",
              "-s",
              "-c",
              "ssh -F " + targets.configuration(),
              "-f",
              targets.list().toString(),
              "broadcast",
              "exec",
              "[",
              "true",
              "]");
      var rounds =
          new Rounds()
              .add("ours", () -> Cost.of(() -> ours(targets)))
              .add("taktuk", () -> Commands.cost(peer))
              .run();
      IO.println(
          String.join(
              " ",
              "taktuk n=" + count,
              Numbers.seconds("ours_s", rounds.median("ours")),
              rounds.against(List.of("taktuk"))));
    }
  }

  private static void ours(Targets targets) {
    var remote = new TaktukRemote("true", targets.hosts(), null).run();
    if (!remote.ok()) {
      throw new IllegalStateException(remote.toString());
    }
  }
}
