package execo.bench;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.G5kApi;
import execo.g5k.api.Queues;
import execo.g5k.api.ReferenceData;
import execo.testbed.TlsFront;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The start of a program that asks about nodes, on a grid as large as Grid'5000. */
final class ReferenceBench {
  private static final String PLACE = "execo.bench.reference";
  private static final String API = "execo.bench.api";
  private static final String COMMAND = "execo.bench.execo";

  private ReferenceBench() {}

  /** The figures of one address of the API. */
  private record Starts(double[] start, double[] load, double[] command) {
    Starts(int rounds) {
      this(new double[rounds], new double[rounds], new double[rounds]);
    }

    void measure(int round, URI api, Path place, List<String> options) throws Exception {
      long from = System.nanoTime();
      load[round] = seconds(jvm("reference-load", api, place, options));
      start[round] = Numbers.secondsSince(from);
      command[round] = sites(api, place, options);
      System.err.printf(
          Locale.ROOT,
          "%s: start %.2f s, of it %.2f; execo g5k sites %.2f%n",
          api.getScheme(),
          start[round],
          load[round],
          command[round]);
    }

    String line(String name) {
      return String.format(
          Locale.ROOT,
          " %s_start_s=%.2f %s_load_s=%.2f %s_command_s=%.2f",
          name,
          Numbers.median(start),
          name,
          Numbers.median(load),
          name,
          Numbers.median(command));
    }
  }

  static void run(int rounds) throws Exception {
    Path place = Files.createTempDirectory("execo-bench");
    try (var grid =
            Grid5000Testbed.builder()
                .data(execo.testbed.grid5000.ReferenceData.synthetic())
                .start();
        var front = TlsFront.before(grid.insideApi(grid.user()), place)) {
      URI http = grid.insideApi(grid.user());
      var trusting =
          List.of(
              "-Djavax.net.ssl.trustStore=" + front.trustStore(),
              "-Djavax.net.ssl.trustStorePassword=changeit");
      Files.writeString(
          place.resolve("deep.json"), client(http).get("sites", Map.of("deep", 1)).toString());
      double fetched = seconds(jvm("reference-load", http, place, List.of()));
      seconds(jvm("reference-load", front.uri(), place, trusting));
      sites(http, place, List.of());
      sites(front.uri(), place, trusting);
      long before = grid.requests();
      var plain = new Starts(rounds);
      var secure = new Starts(rounds);
      var parse = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        plain.measure(i, http, place, List.of());
        secure.measure(i, front.uri(), place, trusting);
        parse[i] = seconds(jvm("reference-parse", http, place, List.of()));
      }
      IO.println(
          String.format(
              Locale.ROOT,
              "reference n=%d%s%s requests=%.1f fetch_s=%.2f parse_s=%.2f json_mb=%.1f",
              rounds,
              secure.line("https"),
              plain.line("http"),
              (grid.requests() - before) / (4.0 * rounds),
              fetched,
              Numbers.median(parse),
              Files.size(place.resolve("deep.json")) / 1e6));
    } finally {
      try (var files = Files.walk(place)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /** How long {@code ./execo g5k sites} of this tree takes, with its ahead-of-time cache. */
  private static double sites(URI api, Path place, List<String> options) throws Exception {
    Path configuration = place.resolve(api.getScheme() + ".yaml");
    Files.writeString(configuration, "g5k:\n  api-uri: " + slashed(api) + "\n");
    var builder = new ProcessBuilder(System.getProperty(COMMAND, "execo"), "g5k", "sites");
    builder.environment().put("EXECO_CONFIG", configuration.toString());
    builder.environment().put("EXECO_JAVA_OPTS", String.join(" ", options));
    builder.environment().put("XDG_CACHE_HOME", place.resolve("cache").toString());
    long from = System.nanoTime();
    var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    long lines;
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      lines = out.lines().count();
    }
    if (process.waitFor() != 0 || lines != 13) {
      throw new IOException("execo g5k sites printed " + lines + " lines");
    }
    return Numbers.secondsSince(from);
  }

  private static String slashed(URI api) {
    return api.toString().replaceFirst("/*$", "/");
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
    return G5kApi.of(
        G5kSettings.of(Configuration.defaults().with(G5kKeys.API_URI, URI.create(slashed(api)))));
  }

  private static Process jvm(String benchmark, URI api, Path place, List<String> options)
      throws IOException {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:+UseSerialGC");
    words.addAll(options);
    words.addAll(List.of("-D" + PLACE + "=" + place, "-D" + API + "=" + api));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(Bench.class.getName(), benchmark, "1"));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
