package execo.bench;

/** The benchmarks, by name; see {@code bench/README.md}. */
public final class Bench {
  private Bench() {}

  /** Runs the benchmark that the first argument names, with the size that the second says. */
  public static void main(String[] arguments) throws Exception {
    var count = Integer.parseInt(arguments[1]);
    switch (arguments[0]) {
      case "spawn" -> new SpawnBench(count).run();
      case "first" -> SpawnBench.first(count);
      case "alive" -> AliveBench.run(count);
      case "ssh" -> new SshBench(count).run();
      case "sweep" -> new SweepBench(count).run();
      case "sweep-worker" -> SweepBench.worker(count);
      case "sweep-load" -> SweepBench.load(count);
      default -> throw new IllegalArgumentException("no benchmark " + arguments[0]);
    }
  }
}
