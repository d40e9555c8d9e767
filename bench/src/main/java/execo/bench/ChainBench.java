package execo.bench;

import execo.action.ChainPut;
import execo.host.Host;
import execo.process.ManagedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file to many hosts whose links, and this machine's, are limited: execo's chain, parallel scp,
 * TakTuk, and the chain with a host that dies half-way. Runs on the control side of {@code
 * services/netns.sh}.
 */
final class ChainBench {
  private static final int SIZE = 200_000_000;
  private static final long RATE = 200_000_000;
  private static final int ROUNDS = Integer.getInteger("execo.bench.rounds", 3);
  private static final String NAME = "chain-bench";

  private final LimitedHosts limited;

  ChainBench(int count) {
    limited = LimitedHosts.of(count);
  }

  void run() throws Exception {
    var file = Files.createTempDirectory("execo-bench-").resolve(NAME);
    try {
      RandomFile.write(file, SIZE);
      var rounds =
          new Rounds(ROUNDS)
              .add("ours", () -> Cost.wall(ours(file)))
              .add("scp", () -> Cost.wall(scp(file)))
              .add("taktuk", () -> Cost.wall(taktuk(file)));
      if (hosts().size() > 1) {
        rounds.add("killed", () -> Cost.wall(killed(file)));
      }
      rounds.run();
      var ours = rounds.median("ours");
      var scp = rounds.median("scp");
      var taktuk = rounds.median("taktuk");
      var limit = SIZE * 8.0 / RATE;
      var words =
          new ArrayList<>(
              List.of(
                  "chain n=" + hosts().size(),
                  Numbers.seconds("ours_s", ours),
                  Numbers.seconds("scp_s", scp),
                  Numbers.seconds("taktuk_s", taktuk),
                  rounds.against(List.of("scp", "taktuk")),
                  Numbers.ratio("scp/ours", scp, ours),
                  Numbers.seconds("limit_s", limit),
                  Numbers.ratio("ours/limit", ours, limit)));
      if (rounds.has("killed")) {
        var killed = rounds.median("killed");
        words.add(Numbers.seconds("killed_s", killed));
        words.add(Numbers.ratio("killed/ours", killed, ours));
      }
      IO.println(String.join(" ", words));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(file.getParent());
    }
  }

  private void clear() {
    limited.clear(NAME);
  }

  private List<Host> hosts() {
    return limited.hosts();
  }

  private ChainPut put(Path file) {
    return new ChainPut(hosts(), List.of(file.toString()), ".", limited.connection());
  }

  private double ours(Path file) {
    clear();
    var from = System.nanoTime();
    var put = put(file).run();
    var seconds = Numbers.secondsSince(from);
    LimitedHosts.require(put.processes());
    return seconds;
  }

  /** Until all others have the file, when the host in the middle of the chain dies half-way. */
  private double killed(Path file) throws Exception {
    clear();
    var middle = hosts().size() / 2;
    var name = "h" + (middle + 1);
    var from = System.nanoTime();
    double seconds;
    try (var put = put(file).start()) {
      var others = new ArrayList<>(put.processes());
      var victim = others.remove(middle);
      for (var progress = victim.progress();
          progress == null || progress.done() < SIZE / 2;
          progress = victim.progress()) {
        Thread.sleep(50);
      }
      Commands.lines(List.of(limited.script(), "fault", "crash", name));
      others.forEach(ManagedProcess::await);
      seconds = Numbers.secondsSince(from);
      LimitedHosts.require(others);
    }
    Commands.lines(List.of(limited.script(), "heal", name));
    return seconds;
  }

  private double scp(Path file) throws Exception {
    clear();
    var from = System.nanoTime();
    var copies = new ArrayList<Process>();
    for (var host : hosts()) {
      copies.add(
          new ProcessBuilder(
                  "scp", "-qF", limited.configuration(), file.toString(), host.address() + ":")
              .inheritIO()
              .start());
    }
    for (var copy : copies) {
      if (copy.waitFor() != 0) {
        throw new IllegalStateException("scp: exit code " + copy.exitValue());
      }
    }
    var seconds = Numbers.secondsSince(from);
    limited.requireFile(NAME, SIZE);
    return seconds;
  }

  private double taktuk(Path file) throws Exception {
    clear();
    var command =
        new ArrayList<>(List.of("taktuk", "-s", "-c", "ssh -F " + limited.configuration()));
    for (var host : hosts()) {
      command.addAll(List.of("-m", host.address()));
    }
    command.addAll(List.of("broadcast", "put", "[", file.toString(), "]", "[", NAME, "]"));
    var from = System.nanoTime();
    Commands.lines(command);
    var seconds = Numbers.secondsSince(from);
    limited.requireFile(NAME, SIZE);
    return seconds;
  }
}
