package execo.tests.sweep;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.Combination;
import execo.sweep.ParamSweeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Four processes that work on a sweep and of which one after another is killed, each at a random
 * moment of its work, and some of them while they begin.
 */
final class KillTrial {
  private static final int WORKERS = 4;
  private static final int ELEMENTS = 200_000;
  private static final int BEGINNING_MILLIS = 2_000;

  private final String url;
  private final Path notes;
  private final Random random;
  private final List<Path> files = new ArrayList<>();

  /** In the order of {@link #files}. */
  private final List<Process> workers = new ArrayList<>();

  /** When they were killed, on the clock of {@link System#nanoTime}. */
  private final List<Long> kills = new ArrayList<>();

  KillTrial(String url, Path notes, long seed) {
    this.url = url;
    this.notes = notes;
    random = new Random(seed);
  }

  /** Something that happens to all in the middle. */
  interface Disturbance {
    void happen() throws Exception;
  }

  /** How many elements were done. */
  int run(Duration duration, Disturbance disturbance) throws Exception {
    var elements = sweep(factor("i", IntStream.range(0, ELEMENTS).boxed().toList()));
    new ParamSweeper<Combination>(url, elements).close();
    try {
      var alive = new ArrayList<Integer>();
      for (int i = 0; i < WORKERS; i++) {
        alive.add(start());
      }
      long from = System.nanoTime();
      boolean disturbed = false;
      while (System.nanoTime() - from < duration.toNanos()) {
        int slot = random.nextInt(WORKERS);
        awaitWork(alive.get(slot));
        kill(alive.get(slot));
        alive.set(slot, start());
        if (random.nextInt(3) == 0) {
          awaitBeginning(alive.get(slot));
          kill(alive.get(slot));
          alive.set(slot, start());
        }
        if (!disturbed && System.nanoTime() - from > duration.toNanos() / 2) {
          disturbance.happen();
          disturbed = true;
        }
      }
      for (var worker : alive) {
        awaitWork(worker);
        kill(worker);
      }
    } finally {
      workers.forEach(Process::destroyForcibly);
    }
    return verify(elements);
  }

  private int start() throws IOException {
    var file = notes.resolve("worker-" + workers.size());
    files.add(file);
    kills.add(Long.MAX_VALUE);
    workers.add(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWorker.class.getName(),
                url,
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(notes.resolve("output-" + workers.size()).toFile())
            .start());
    return workers.size() - 1;
  }

  /** Returns at a random moment after a worker has begun to work. */
  private void awaitWork(int worker) throws Exception {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    long wanted = 1L + random.nextInt(2_000);
    while (!Files.exists(files.get(worker)) || Files.size(files.get(worker)) < wanted) {
      assertThat(System.nanoTime()).as("worker %d works", worker).isLessThan(limit);
      assertThat(workers.get(worker).isAlive())
          .as("worker %d: %s", worker, Files.readString(notes.resolve("output-" + worker)))
          .isTrue();
      workers.get(worker).waitFor(random.nextInt(1, 20), TimeUnit.MILLISECONDS);
    }
  }

  /** Returns at a random moment while a worker starts, opens the sweep or begins to work. */
  private void awaitBeginning(int worker) throws Exception {
    assertThat(workers.get(worker).waitFor(random.nextInt(BEGINNING_MILLIS), TimeUnit.MILLISECONDS))
        .as("worker %d ended: %s", worker, Files.readString(notes.resolve("output-" + worker)))
        .isFalse();
  }

  private void kill(int worker) throws InterruptedException {
    kills.set(worker, System.nanoTime());
    workers.get(worker).destroyForcibly();
    assertThat(workers.get(worker).waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** What was noted is in the storage, each element once, and nothing is lost. */
  private int verify(List<Combination> elements) throws Exception {
    var noted = new HashSet<Integer>();
    var takes = new HashMap<Integer, List<Take>>();
    for (int worker = 0; worker < files.size(); worker++) {
      var file = files.get(worker);
      for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        var words = line.split(" ");
        var i = Integer.valueOf(words[1]);
        if (words[0].equals("done")) {
          assertThat(noted.add(i)).as("element %d is done once", i).isTrue();
        } else {
          takes
              .computeIfAbsent(i, element -> new ArrayList<>())
              .add(new Take(worker, Long.parseLong(words[2])));
        }
      }
    }
    takes.forEach(this::verifyTakes);
    try (var sweeper = ParamSweeper.load(url)) {
      assertThat(sweeper.problems()).isEmpty();
      var probe = sweeper.next().orElseThrow();
      sweeper.cancel(probe);
      var end = sweeper.snapshot();
      assertThat(end.inProgress()).as("given back").isEmpty();
      var done = new HashSet<Integer>();
      end.done().forEach(d -> done.add(d.element().integer("i")));
      assertThat(done).containsAll(noted);
      assertThat(done.size() - noted.size())
          .as("done and killed before it was noted")
          .isBetween(0, workers.size());
      assertThat(end.todo().size() + done.size()).isEqualTo(elements.size());
      return done.size();
    }
  }

  private record Take(int worker, long nanos) {}

  /** Who had an element before was killed before it was taken again, or silent for its lease. */
  private void verifyTakes(int element, List<Take> takes) {
    takes.sort(Comparator.comparingLong(Take::nanos));
    for (int i = 1; i < takes.size(); i++) {
      var first = takes.get(i - 1);
      var second = takes.get(i);
      assertThat(second.nanos)
          .as("element %d is taken by worker %d after %d", element, second.worker, first.worker)
          .isGreaterThan(
              Math.min(kills.get(first.worker), first.nanos + KilledWorker.LEASE.toNanos()));
    }
  }
}
