package execo.bench;

import execo.process.LocalProcess;
import java.time.Duration;
import java.util.ArrayList;

/** Children that all live at the same time in one JVM. */
final class AliveBench {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private AliveBench() {}

  static void run(int count) throws Exception {
    var processes = new ArrayList<LocalProcess>(count);
    var from = System.nanoTime();
    for (var i = 0; i < count; i++) {
      processes.add(new LocalProcess("sleep 60").start());
    }
    for (var process : processes) {
      process.awaitStart(PATIENCE);
      if (!process.running()) {
        throw new IllegalStateException("is not alive: " + process.dump());
      }
    }
    var started = Numbers.secondsSince(from);
    var footprint = Footprint.now();

    from = System.nanoTime();
    processes.forEach(LocalProcess::kill);
    for (var process : processes) {
      process.await(PATIENCE);
      if (!process.ended() || process.forcedKill()) {
        throw new IllegalStateException("did not end by TERM: " + process.dump());
      }
    }
    var killed = Numbers.secondsSince(from);
    IO.println(
        "alive n=%s %s %s %s"
            .formatted(
                count,
                Numbers.seconds("started_s", started),
                Numbers.seconds("killed_s", killed),
                footprint));
  }
}
