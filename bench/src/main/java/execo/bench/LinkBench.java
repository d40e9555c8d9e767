package execo.bench;

import execo.action.Put;
import execo.host.ConnectionParams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A large file to one host over a link of 1 Gbit/s, by the connector that {@code auto} takes and by
 * the embedded one, against scp. Runs on the control side of {@code services/netns.sh}.
 */
final class LinkBench {
  private static final long RATE = 1_000_000_000;
  private static final int ROUNDS = Integer.getInteger("execo.bench.rounds", 3);
  private static final String NAME = "link-bench";

  private final long size;
  private final LimitedHosts hosts = LimitedHosts.of(1);

  LinkBench(int megabytes) {
    size = megabytes * 1_000_000L;
  }

  void run() throws Exception {
    var file = Files.createTempDirectory("execo-bench-").resolve(NAME);
    try {
      RandomFile.write(file, size);
      var rounds =
          new Rounds(ROUNDS)
              .add("ours", this::clear, () -> ours(file, "auto"))
              .add("embedded", this::clear, () -> ours(file, "embedded"))
              .add("scp", this::clear, () -> scp(file))
              .run();
      clear();
      var ours = rounds.median("ours");
      var embedded = rounds.median("embedded");
      var scp = rounds.median("scp");
      var limit = size * 8.0 / RATE;
      IO.println(
          String.join(
              " ",
              "link bytes=" + size,
              Numbers.seconds("ours_s", ours),
              Numbers.seconds("embedded_s", embedded),
              Numbers.seconds("scp_s", scp),
              rounds.against(List.of("scp")),
              Numbers.ratio("scp/ours", scp, ours),
              Numbers.ratio("scp/embedded", scp, embedded),
              Numbers.seconds("limit_s", limit),
              Numbers.ratio("ours/limit", ours, limit),
              Numbers.seconds("ours_cpu_s", rounds.cpu("ours")),
              Numbers.seconds("embedded_cpu_s", rounds.cpu("embedded")),
              Numbers.seconds("scp_cpu_s", rounds.cpu("scp"))));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(file.getParent());
    }
  }

  private void clear() {
    hosts.clear(NAME);
  }

  private Cost ours(Path file, String connector) throws Exception {
    ConnectionParams connection = hosts.connection().withConnector(connector);
    var cost =
        Cost.of(() ->
            LimitedHosts.require(
                new Put(hosts.hosts(), List.of(file.toString()), ".", connection)
                    .run()
                    .processes()));
    hosts.requireFile(NAME, size);
    return cost;
  }

  private Cost scp(Path file) throws Exception {
    var host = hosts.hosts().getFirst().address();
    var cost =
        Commands.cost(List.of("scp", "-qF", hosts.configuration(), file.toString(), host + ":"));
    hosts.requireFile(NAME, size);
    return cost;
  }
}
