package execo.bench;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.G5kApi;
import execo.g5k.api.Queues;
import execo.g5k.api.ReferenceData;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The start of a program that asks about nodes, on a grid as large as Grid'5000. */
final class ReferenceBench {
  private static final String PLACE = "execo.bench.reference";
  private static final String API = "execo.bench.api";

  private ReferenceBench() {}

  static void run(int rounds) throws Exception {
    Path place = Files.createTempDirectory("execo-bench");
    try (var grid =
        Grid5000Testbed.builder().data(execo.testbed.grid5000.ReferenceData.synthetic()).start()) {
      URI api = grid.insideApi(grid.user());
      G5kApi client = client(api);
      Files.writeString(
          place.resolve("deep.json"), client.get("sites", Map.of("deep", 1)).toString());
      double fetched = seconds(jvm("reference-load", api, place));
      long before = grid.requests();
      var whole = new double[rounds];
      var load = new double[rounds];
      var parse = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        long from = System.nanoTime();
        load[i] = seconds(jvm("reference-load", api, place));
        whole[i] = Numbers.secondsSince(from);
        parse[i] = seconds(jvm("reference-parse", api, place));
        System.err.printf(
            Locale.ROOT, "start %.2f s, of it %.2f; parsing %.2f%n", whole[i], load[i], parse[i]);
      }
      IO.println(
          String.format(
              Locale.ROOT,
              "reference n=%d start_s=%.2f load_s=%.2f requests=%.1f fetch_s=%.2f parse_s=%.2f"
                  + " json_mb=%.1f",
              rounds,
              Numbers.median(whole),
              Numbers.median(load),
              (grid.requests() - before) / (double) rounds,
              fetched,
              Numbers.median(parse),
              Files.size(place.resolve("deep.json")) / 1e6));
    } finally {
      try (var files = Files.walk(place)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /** Looks up a node of each cluster in a fresh JVM. */
  static void load() {
    long from = System.nanoTime();
    URI api = URI.create(System.getProperty(API));
    ReferenceData data = ReferenceData.load(client(api), Path.of(System.getProperty(PLACE)));
    int nodes = data.hosts(Queues.ALL).size();
    if (nodes != 939 || data.host(data.hosts(Queues.ALL).getLast()).isEmpty()) {
      throw new IllegalStateException(nodes + " nodes");
    }
    IO.println(Numbers.secondsSince(from));
  }

  /** What it takes to read all of it as JSON, for comparison. */
  static void parse() {
    long from = System.nanoTime();
    var tree =
        JsonMapper.builder()
            .build()
            .readTree(Path.of(System.getProperty(PLACE)).resolve("deep.json"));
    if (tree.path("items").size() != 12) {
      throw new IllegalStateException(tree.path("items").size() + " sites");
    }
    IO.println(Numbers.secondsSince(from));
  }

  private static G5kApi client(URI api) {
    String base = api.toString().replaceFirst("/*$", "/");
    return G5kApi.of(
        G5kSettings.of(Configuration.defaults().with(G5kKeys.API_URI, URI.create(base))));
  }

  private static Process jvm(String benchmark, URI api, Path place) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-D" + PLACE + "=" + place,
            "-D" + API + "=" + api,
            "-cp",
            System.getProperty("java.class.path"),
            Bench.class.getName(),
            benchmark,
            "1")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static double seconds(Process process) throws IOException, InterruptedException {
    String answer =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("a JVM ended with " + process.exitValue());
    }
    return Double.parseDouble(answer);
  }
}
