package execo.bench;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static execo.sweep.Sweeps.sweeper;

import execo.sweep.Combination;
import execo.sweep.ParamSweeper;
import execo.sweep.Sweep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Taking elements of a sweep on a directory and saying that they are done, on the disk. */
final class SweepBench {
  private static final int THREADS = 8;
  private static final int PROCESSES = 4;
  private static final int HELD = 10_000;
  private static final int BATCH = 100;
  private static final double SECONDS = 3;
  private static final Path PLACE = Path.of(System.getProperty("execo.bench.target", "."));

  private final int count;

  SweepBench(int count) {
    this.count = count;
  }

  void run() throws Exception {
    pairs("warm-up", count, 1, 0);
    double oneProcess = pairs("8 threads", count, 1, 0);
    double processes = manyProcesses();
    double holding = pairs("10,000 held", count + HELD, 1, HELD);
    double batches = pairs("batches of 100", count, BATCH, 0);
    double fsync = fsyncMillis();
    var loads = loadSeconds();
    IO.println(
        String.format(
            Locale.ROOT,
            "sweep n=%d pairs_per_s=%.0f pairs_per_s_4p=%.0f pairs_per_s_held10k=%.0f"
                + " pairs_per_s_batch100=%.0f fsync_ms=%.3f load_s=%.2f reload_s=%.2f",
            count,
            oneProcess,
            processes,
            holding,
            batches,
            fsync,
            loads[0],
            loads[1]));
  }

  private static Sweep elements(int count) {
    int repeats = Math.max(1, count / 100);
    return sweep(
        factor("flows", 1, 2, 3, 4, 5, 7, 9, 12, 16, 20)
            .factor("cc", "cubic", "reno", "bbr", "vegas", "htcp")
            .factor("sack", true, false)
            .factor("repeat", IntStream.range(0, repeats).boxed().toList()));
  }

  private static double pairs(String what, int count, int batch, int held) throws Exception {
    double seconds = 0;
    long pairs = 0;
    while (seconds < SECONDS) {
      try (var place = new Directory();
          var sweeper = sweeper(place.path.toString(), elements(count))) {
        if (held > 0) {
          sweeper.nextBatch(held);
        }
        long from = System.nanoTime();
        pairs += work(sweeper, batch, SECONDS - seconds);
        seconds += Numbers.secondsSince(from);
      }
    }
    System.err.printf(Locale.ROOT, "%s: %d pairs in %.2f s%n", what, pairs, seconds);
    return pairs / seconds;
  }

  /** Works with all threads until nothing is left or the time is over: how many are done. */
  private static long work(ParamSweeper<Combination> sweeper, int batch, double seconds)
      throws Exception {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    var done = new AtomicLong();
    Callable<Boolean> loop =
        () -> {
          while (System.nanoTime() < end) {
            var taken = sweeper.nextBatch(batch);
            if (taken.isEmpty()) {
              return false;
            }
            done.addAndGet(sweeper.doneAll(taken));
          }
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<Boolean> thread :
          threads.invokeAll(IntStream.range(0, THREADS).mapToObj(i -> loop).toList())) {
        thread.get();
      }
    }
    return done.get();
  }

  /** Pairs in some time. */
  private record Work(long pairs, double seconds) {
    Work and(Work other) {
      return new Work(pairs + other.pairs, seconds + other.seconds);
    }
  }

  /** Each with as many threads as in one process, on one sweep after another: the rate of all. */
  private double manyProcesses() throws Exception {
    var workers = new ArrayList<Process>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        workers.add(jvm("sweep-worker", count, PLACE));
      }
      rounds(workers, SECONDS);
      var work = rounds(workers, SECONDS);
      System.err.printf(
          Locale.ROOT, "%d processes: %d pairs in %.2f s%n", PROCESSES, work.pairs, work.seconds);
      return work.pairs / work.seconds;
    } finally {
      workers.forEach(Process::destroyForcibly);
    }
  }

  private Work rounds(List<Process> workers, double seconds) throws Exception {
    var work = new Work(0, 0);
    while (work.seconds < seconds) {
      work = work.and(round(workers));
    }
    return work;
  }

  /** All of them on a new sweep, from when the first one begins to when the last one ends. */
  private Work round(List<Process> workers) throws Exception {
    try (var place = new Directory()) {
      sweeper(place.path.toString(), elements(count)).close();
      for (var worker : workers) {
        worker.outputWriter().append(place.path + "\n").flush();
      }
      for (var worker : workers) {
        answer(worker, "ready");
      }
      for (var worker : workers) {
        worker.outputWriter().append("go\n").flush();
      }
      long pairs = 0;
      long from = Long.MAX_VALUE;
      long to = Long.MIN_VALUE;
      for (var worker : workers) {
        var numbers = answer(worker, "").split(" ");
        pairs += Long.parseLong(numbers[0]);
        from = Math.min(from, Long.parseLong(numbers[1]));
        to = Math.max(to, Long.parseLong(numbers[2]));
      }
      return new Work(pairs, (to - from) / 1e9);
    }
  }

  private static String answer(Process worker, String expected) throws IOException {
    var line = worker.inputReader().readLine();
    if (line == null || !line.startsWith(expected)) {
      throw new IllegalStateException("a worker said " + line);
    }
    return line;
  }

  /** One of several processes that work on the directories that its input names. */
  static void worker(int count) throws Exception {
    for (var place = IO.readln(); place != null; place = IO.readln()) {
      String answer;
      try (var sweeper = sweeper(place, elements(count))) {
        IO.println("ready");
        IO.readln();
        long from = System.nanoTime();
        long pairs = work(sweeper, 1, SECONDS);
        answer = pairs + " " + from + " " + System.nanoTime();
      }
      IO.println(answer);
    }
  }

  /** The journal as such a run leaves it, and as the first one who opens it leaves it. */
  private double[] loadSeconds() throws Exception {
    try (var place = new Directory()) {
      try (var sweeper = sweeper(place.path.toString(), elements(count))) {
        for (int left = count / 2; left > 0; ) {
          left -= sweeper.doneAll(sweeper.nextBatch(Math.min(left, 1000)));
        }
      }
      var first = Double.parseDouble(answer(jvm("sweep-load", count, place.path), ""));
      var second = Double.parseDouble(answer(jvm("sweep-load", count, place.path), ""));
      return new double[] {first, second};
    }
  }

  /** Loads in a fresh JVM. */
  static void load(int count) {
    long from = System.nanoTime();
    try (var sweeper = sweeper(System.getProperty("execo.bench.sweep"), elements(count))) {
      if (sweeper.progress().done() != count / 2) {
        throw new IllegalStateException(sweeper.progress().toString());
      }
      IO.println(Numbers.secondsSince(from));
    }
  }

  private static Process jvm(String benchmark, int count, Path directory) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dexeco.bench.sweep=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            Bench.class.getName(),
            benchmark,
            "" + count)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static double fsyncMillis() throws IOException {
    try (var place = new Directory();
        var file =
            FileChannel.open(
                place.path.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var times = new double[200];
      for (int i = 0; i < times.length; i++) {
        file.write(ByteBuffer.allocate(BATCH));
        long from = System.nanoTime();
        file.force(false);
        times[i] = Numbers.secondsSince(from) * 1000;
      }
      return Numbers.median(times);
    }
  }

  /** A directory for a while. */
  private static final class Directory implements AutoCloseable {
    final Path path;

    Directory() throws IOException {
      path = Files.createTempDirectory(PLACE, "sweep");
    }

    @Override
    public void close() throws IOException {
      try (var files = Files.walk(path)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
