package execo.bench;

import java.util.ArrayList;
import java.util.List;

/** Short children: execo in a warm and in a fresh JVM, the C loop, the JDK. */
final class SpawnBench {
  private final int count;
  private String footprint = "";

  SpawnBench(int count) {
    this.count = count;
  }

  /** The first children of this JVM: the seconds, and what it then takes of the machine. */
  static void first(int count) throws Exception {
    IO.println(Children.byExeco(count));
    IO.println(Footprint.now());
  }

  void run() throws Exception {
    var limit = System.getProperty("execo.bench.limit", "");
    var rounds = new Rounds();
    rounds.add("ours", () -> Cost.wall(Children.byExeco(count)));
    rounds.add("first", () -> Cost.wall(fresh()));
    if (!limit.isEmpty()) {
      rounds.add("limit", () -> Cost.wall(limit(limit)));
    }
    rounds.add("jdk", () -> Cost.wall(Children.byJdk(count)));
    rounds.run();
    IO.println("spawn n=" + count + " " + String.join(" ", figures(rounds)) + " " + footprint);
  }

  private double fresh() throws Exception {
    var lines = Commands.lines(Commands.fresh("first", String.valueOf(count)));
    footprint = lines.getLast();
    return Double.parseDouble(lines.getFirst());
  }

  private double limit(String program) throws Exception {
    var line = Commands.lines(List.of(program, String.valueOf(count))).getFirst();
    return Double.parseDouble(line);
  }

  private static List<String> figures(Rounds rounds) {
    var ours = rounds.median("ours");
    var first = rounds.median("first");
    var jdk = rounds.median("jdk");
    var figures = new ArrayList<String>();
    figures.add(Numbers.seconds("ours_s", ours));
    figures.add(Numbers.seconds("first_s", first));
    if (rounds.has("limit")) {
      figures.add(Numbers.seconds("limit_s", rounds.median("limit")));
    }
    figures.add(Numbers.seconds("jdk_s", jdk));
    if (rounds.has("limit")) {
      figures.add(Numbers.ratio("ours/limit", ours, rounds.median("limit")));
      figures.add(Numbers.ratio("first/limit", first, rounds.median("limit")));
    }
    figures.add(Numbers.ratio("ours/jdk", ours, jdk));
    return figures;
  }
}
