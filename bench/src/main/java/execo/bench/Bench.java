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
      case "chain" -> new ChainBench(count).run();
      case "ssh" -> new SshBench(count).run();
      case "reuse" -> new ReuseBench(count).run();
      case "taktuk" -> new TaktukBench(count).run();
      case "put" -> new PutBench(count).run();
      case "hold" -> HoldBench.run(count);
      case "serve" -> HoldBench.serve(count);
      case "sweep" -> new SweepBench(count).run();
      case "planning" -> new PlanningBench().run(count);
      case "sweep-worker" -> SweepBench.worker(count);
      case "sweep-load" -> SweepBench.load(count);
      case "reference" -> ReferenceBench.run(count);
      case "reference-load" -> ReferenceBench.load();
      case "reference-parse" -> ReferenceBench.parse();
      default -> throw new IllegalArgumentException("no benchmark " + arguments[0]);
    }
  }
}
