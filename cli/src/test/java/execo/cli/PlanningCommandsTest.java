package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.api.G5kApi;
import execo.g5k.api.JobQuery;
import execo.g5k.api.JobState;
import execo.g5k.charter.Charter;
import execo.testbed.grid5000.Grid5000Testbed;
import execo.time.Dates;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The commands of {@code execo g5k} that look ahead, on a stand-in Grid'5000. */
@Isolated("changes the configuration of the program")
@Execution(ExecutionMode.SAME_THREAD)
class PlanningCommandsTest extends G5kCommandLine {
  private static final Duration A_DAY = Duration.ofDays(1);

  @SuppressWarnings("NullAway.Init")
  private static Grid5000Testbed grid;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @BeforeAll
  static void start() {
    grid = Grid5000Testbed.builder().sites("lyon", "nancy").reaction(Duration.ofMillis(50)).start();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @Override
  Grid5000Testbed grid() {
    return grid;
  }

  /** Tomorrow at this time. */
  private static Instant tomorrow() {
    return Instant.now().plus(A_DAY).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Reserves hosts of taurus tomorrow for an hour. */
  private String reservation(int hosts, Instant start) {
    var job =
        lines(
                "submit",
                "-l",
                "{cluster='taurus'}/nodes=" + hosts + ",walltime=1:00:00",
                "-r",
                Long.toString(start.getEpochSecond()))
            .getFirst();
    while (objects("planning", "taurus", "--by", "host", "--json").stream()
        .noneMatch(each -> each.path("use").asString().equals("busy"))) {
      Thread.onSpinWait();
    }
    return job;
  }

  @Test
  void listsWhenHostsAreBusy() {
    Instant start = tomorrow();
    reservation(2, start);
    var busy =
        objects("planning", "taurus", "--by", "host", "--json").stream()
            .filter(each -> each.path("use").asString().equals("busy"))
            .toList();
    assertThat(busy).hasSize(2);
    assertThat(busy.getFirst().path("host").asString()).endsWith(".lyon.grid5000.fr");
    assertThat(busy).allMatch(each -> each.path("from").asString().equals(start.toString()));
    Instant end = start.plus(Duration.ofMinutes(62));
    assertThat(busy).allMatch(each -> each.path("to").asString().equals(end.toString()));

    int all = objects("nodes", "taurus", "--json").size();
    assertThat(objects("planning", "taurus", "--json"))
        .extracting(each -> each.path("free").asInt())
        .containsExactly(all, all - 2, all);
    assertThat(lines("planning", "taurus"))
        .hasSize(4)
        .first()
        .asString()
        .matches("CLUSTER +SITE +FREE +OF +FROM +TO");
    assertThat(lines("planning", "taurus", "--to", start.toString())).hasSize(2);
    assertThat(objects("planning", "lyon", "--exclude", "taurus", "--json"))
        .noneMatch(each -> each.path("cluster").asString().equals("taurus"));
  }

  @Test
  void listsWhenOtherResourcesAreBusy() {
    Instant start = tomorrow();
    lines(
        "submit",
        "--site",
        "nancy",
        "-l",
        "{type='kavlan'}/vlan=1+{type='subnet'}/slash_22=2+{cluster='gros'}/nodes=1,walltime=1:00:00",
        "-r",
        Long.toString(start.getEpochSecond()));
    Instant end = start.plus(Duration.ofMinutes(62));
    for (String what : List.of("vlan", "subnet")) {
      while (busy(what).isEmpty()) {
        Thread.onSpinWait();
      }
      var busy = busy(what);
      assertThat(busy).hasSize(what.equals("vlan") ? 1 : 2);
      assertThat(busy)
          .allMatch(each -> each.path("from").asString().equals(start.toString()))
          .allMatch(each -> each.path("to").asString().equals(end.toString()))
          .allMatch(each ->
              each.path(what).asString().matches(what.equals("vlan") ? "kavlan-\\d" : ".*/22"));
      var name = busy.getFirst().path(what).asString();
      assertThat(objects("planning", "nancy", "--by", what, "--json"))
          .filteredOn(each -> each.path(what).asString().equals(name))
          .extracting(each -> each.path("use").asString())
          .containsExactly("free", "busy", "free");
    }
    assertThat(objects("planning", "lyon", "--by", "vlan", "--json"))
        .isNotEmpty()
        .allMatch(each -> each.path("use").asString().equals("free"));
    var routed =
        objects("slots", "-w", "30m", "--kavlan", "nancy", "--json").stream()
            .map(each -> each.path("routed_kavlans").path("nancy").asInt())
            .toList();
    int all = routed.getFirst();
    assertThat(routed).containsExactly(all, all - 1, all - 1, all, 0);
  }

  /** When things of nancy are busy. */
  private List<JsonNode> busy(String what) {
    return objects("planning", "nancy", "--by", what, "--json").stream()
        .filter(each -> each.path("use").asString().equals("busy"))
        .toList();
  }

  @Test
  void listsSlots() {
    Instant start = tomorrow();
    reservation(2, start);
    int all = objects("nodes", "taurus", "--json").size();
    var table = lines("slots", "-w", "2:00", "taurus");
    assertThat(table.getFirst()).matches("FROM +TAURUS");
    Instant nearer = start.minus(Duration.ofHours(2)).plusSeconds(1);
    Instant over = start.plus(Duration.ofMinutes(62));
    assertThat(table.get(1)).endsWith(" " + all);
    assertThat(table.get(2)).startsWith(Dates.format(nearer)).endsWith(" " + (all - 2));
    assertThat(table.get(3)).startsWith(Dates.format(over)).endsWith(" " + all);
    assertThat(table).hasSize(5).last().asString().endsWith(" 0");
    assertThat(lines("slots", "-w", "2:00", "--kavlan").getFirst())
        .matches("FROM +GRID5000 +LYON +NANCY +KAVLAN");
    var slots = objects("slots", "-w", "2:00", "taurus", "--json");
    assertThat(slots.getFirst().path("hosts").path("taurus").asInt()).isEqualTo(all);
    Instant first = Instant.parse(slots.getFirst().path("start").asString());
    assertThat(slots.getFirst().path("end").asString())
        .isEqualTo(first.plus(Duration.ofHours(2)).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "planning lyon",
        "slots -w 1:00",
        "charter 2026-12-24T12:00:00",
        "topology",
        "topology lyon --folded",
        "topology lyon --unfolded"
      })
  void drawsPictures(String words) throws IOException {
    for (String ending : List.of(".svg", ".png")) {
      Path file = directory.resolve("a picture" + ending);
      var all = Arrays.copyOf(words.split(" "), words.split(" ").length + 2);
      all[all.length - 2] = "-o";
      all[all.length - 1] = file.toString();
      assertThat(lines(all)).isEmpty();
      assertThat(Files.readAllBytes(file))
          .startsWith(ending.equals(".svg") ? new byte[] {'<'} : new byte[] {(byte) 0x89});
    }
  }

  @Test
  void tellsOfTheUsagePolicy() {
    assertThat(lines("charter", "2026-11-23 12:00:00+01:00"))
        .satisfiesExactly(
            line -> assertThat(line).contains(": restricted until "),
            line -> assertThat(line).startsWith("next restricted: "));
    var eve = objects("charter", "2026-12-24 23:00:00+01:00", "--json").getFirst();
    assertThat(eve.path("restricted").asBoolean()).isFalse();
    assertThat(eve.path("next_from").asString()).isEqualTo("2026-12-28T08:00:00Z");
  }

  @Test
  void tellsWhatTheUsagePolicyLeaves() {
    var hours = Charter.nextPeriod(tomorrow(), tomorrow().plus(Duration.ofDays(30))).orElseThrow();
    var taurus = quota(hours.startDate());
    long whole = taurus.path("cores").asLong() * 7200;
    assertThat(taurus.path("core_seconds").asLong()).isEqualTo(whole);
    assertThat(taurus.path("core_seconds_left").asLong()).isEqualTo(whole);
    assertThat(taurus.path("user").asString()).isEqualTo(grid.user());
    reservation(2, hours.startDate());
    long cores = 2 * objects("nodes", "taurus", "--json").getFirst().path("cores").asLong();
    assertThat(quota(hours.startDate()).path("core_seconds_left").asLong())
        .isEqualTo(whole - cores * 3600);
    assertThat(lines("charter", "--quota", "--all-sites").getFirst())
        .matches("CLUSTER +SITE +CORES +CORE-HOURS +LEFT");
  }

  /** What is left of taurus on a day. */
  private JsonNode quota(Instant date) {
    return objects("charter", "--quota", "--user", grid.user(), date.toString(), "--json").stream()
        .filter(each -> each.path("cluster").asString().equals("taurus"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsHowHostsAreCabled() throws IOException {
    assertThat(lines("topology", "taurus"))
        .anyMatch(line -> line.matches("force10\\.lyon +lyon +switch +\\d+ +\\d+ .*"));
    var way = objects("topology", "--between", "taurus-1,gros-1", "--json");
    assertThat(way.getFirst().path("from").asString()).isEqualTo("taurus-1");
    assertThat(way.getLast().path("to").asString()).isEqualTo("gros-1");
    assertThat(lines("topology", "lyon", "--between", "taurus-1,taurus-3"))
        .last()
        .isEqualTo("bottleneck: 10 Gb/s");
    Path file = directory.resolve("network.graphml");
    assertThat(lines("topology", "taurus", "-o", file.toString())).isEmpty();
    assertThat(Files.readString(file)).contains("<graphml", "force10.lyon");
    Path dot = directory.resolve("network.dot");
    assertThat(lines("topology", "taurus", "--exclude", "taurus-1", "-o", dot.toString()))
        .isEmpty();
    assertThat(Files.readString(dot)).contains("taurus-3").doesNotContain("\"taurus-1\"");
  }

  @Test
  void reservesAllOrNothing() {
    var dry = lines("reserve", "--want", "taurus=2,lyon=1,grid5000=3", "-w", "2:00", "--dry-run");
    assertThat(dry.getFirst()).startsWith("from ");
    assertThat(dry)
        .anyMatch(line -> line.matches("lyon +\\{cluster='taurus'}/nodes=2\\+nodes=\\d"));
    assertThat(objects("jobs", "--all-sites", "--json")).isEmpty();

    var plan =
        objects(
                "reserve",
                "--want",
                "taurus=2,gros=4",
                "-w",
                "1:00",
                "--ratio",
                "0.5",
                "-n",
                "mine",
                "-t",
                "deploy",
                "--json")
            .getFirst();
    assertThat(plan.path("jobs")).hasSize(2);
    assertThat(plan.path("jobs").get(0).path("resources").asString())
        .isEqualTo("{cluster='taurus'}/nodes=1");
    assertThat(plan.path("jobs").get(1).path("resources").asString())
        .isEqualTo("{cluster='gros'}/nodes=2");
    var jobs = objects("jobs", "--all-sites", "--json");
    assertThat(jobs)
        .hasSize(2)
        .allMatch(job -> job.path("name").asString().equals("mine"))
        .allMatch(job -> job.path("types").get(0).asString().equals("deploy"));
    long first = plan.path("jobs").get(0).path("job").asLong();
    assertThat(jobs.getFirst().path("job").asLong()).isEqualTo(first);

    grid.stopFrontend("nancy");
    try {
      assertThat(execute("reserve", "--want", "taurus=1,gros=1", "-w", "1:00", "--json"))
          .isEqualTo(255);
      assertThat(err.toString().lines())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("execo: lyon: given back: [lyon:"),
              line -> assertThat(line).startsWith("execo: nancy: connection failed: "));
      assertThat(out.toString()).isEmpty();
      var ours = objects("jobs", "--site", "lyon", "--json");
      for (long end = System.nanoTime() + 30_000_000_000L;
          ours.size() > 1 && System.nanoTime() < end; ) {
        ours = objects("jobs", "--site", "lyon", "--json"); // a deletion takes OAR a moment
      }
      assertThat(ours).hasSize(1);
    } finally {
      grid.restartFrontend("nancy");
    }
  }

  @Test
  void takesWhatIsWantedOfAnywhereFromTheNamedSitesOnly() {
    assertThat(sitesOf("grid5000=6", "nancy")).containsExactly("nancy");
    assertThat(sitesOf("gros=1,grid5000=6", "nancy")).containsExactly("nancy");
    assertThat(sitesOf("taurus=1,grid5000=6", "lyon,nancy")).containsExactly("lyon", "nancy");
    assertThat(sitesOf("grid5000=2", "lyon,nancy", "--ratio", "0.5")).containsExactly("lyon");
  }

  /** The sites of the jobs by which so much would be reserved. */
  private List<String> sitesOf(String wanted, String sites, String... more) {
    var words =
        new ArrayList<>(List.of("reserve", "-w", "1:00", "--dry-run", "--json", "--want", wanted));
    words.addAll(List.of("--site", sites));
    words.addAll(List.of(more));
    return objects(words.toArray(String[]::new)).getFirst().path("jobs").values().stream()
        .map(job -> job.path("site").asString())
        .toList();
  }

  @Test
  @Timeout(120)
  void waitsForTheStart() {
    try (var other = Grid5000Testbed.builder().sites("lyon").start()) {
      Configuration.use(Configuration.parse("it", new StringReader(other.configuration())));
      var jobs = G5kApi.current().jobs("lyon");
      var advance =
          CompletableFuture.runAsync(() -> {
            while (jobs.list(JobQuery.all()).stream()
                .noneMatch(job -> job.state() == JobState.WAITING && job.scheduledAt() != null)) {
              Thread.onSpinWait();
            }
            other.clock().advance(Duration.ofMinutes(2));
          });
      var answers = objects("reserve", "--want", "taurus=2", "-w", "1:00", "--wait", "--json");
      assertThat(advance).succeedsWithin(Duration.ofSeconds(30));
      assertThat(answers).hasSize(2);
      assertThat(answers.getLast().path("started").asBoolean()).isTrue();
      assertThat(answers.getLast().path("nodes")).hasSize(2);
      assertThat(err.toString()).contains("lyon: starts at ");
    }
  }

  @Test
  void saysWhatIsLeftOut() {
    String dead = "taurus-1.lyon.grid5000.fr";
    grid.killNode(dead);
    try {
      var plan =
          objects(
                  "reserve",
                  "--want",
                  "taurus=0",
                  "-w",
                  "1:00",
                  "--dry-run",
                  "--exclude",
                  "taurus-15",
                  "--json")
              .getFirst();
      int all = objects("nodes", "taurus", "--json").size();
      assertThat(plan.path("wanted").path("taurus").asInt()).isEqualTo(all - 2);
      assertThat(plan.path("left_out").path("excluded").get(0).asString()).isEqualTo("taurus-15");
      assertThat(plan.path("left_out").path("dead, absent or suspected").get(0).asString())
          .isEqualTo(dead);
      assertThat(lines("reserve", "--want", "taurus=1", "-w", "1:00", "--dry-run"))
          .last()
          .isEqualTo("left out: " + dead + " (dead, absent or suspected)");
    } finally {
      grid.reviveNode(dead);
    }
    failsWith(
        1, "taurus=400 (at most ", "reserve", "--want", "taurus=400", "-w", "1:00", "--dry-run");
  }

  @Test
  void reservesOutsideOfTheRestrictedHours() {
    var hours = Charter.nextPeriod(tomorrow(), tomorrow().plus(Duration.ofDays(30))).orElseThrow();
    var plan =
        objects(
                "reserve",
                "--want",
                "taurus=1",
                "-w",
                "3:00",
                "--dry-run",
                "--out-of-charter",
                "--from",
                hours.startDate().toString(),
                "--json")
            .getFirst();
    assertThat(plan.path("start").asString()).isEqualTo(hours.endDate().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "planning tauru|nothing is named 'tauru'",
        "planning kavlan|kavlan is neither a site, a cluster nor a host",
        "planning --by rack|'rack'",
        "planning --from 2026-12-24T00:00:00 --to 2026-12-23T00:00:00|is not after",
        "planning --from soonish|not a date: 'soonish'",
        "planning -o plan.pdf|not the name of a picture: 'plan.pdf'; it ends in .svg, .png",
        "planning -o plan.dot|it ends in .svg, .png",
        "planning -o no/such/directory/plan.svg|no such directory",
        "slots|--walltime",
        "slots -w never|'never'",
        "charter someday|not a date: 'someday'",
        "charter -o hours.pdf|it ends in .svg, .png",
        "charter --quota -o hours.svg|either -o or --quota",
        "topology --between taurus-1|--between takes two hosts",
        "topology taurus --between taurus-1,gros-1|gros-1 is not in this network",
        "topology --folded --unfolded -o a.svg|either --folded or --unfolded",
        "topology atlantis|nothing is named 'atlantis'",
        "topology --exclude gw|several sites have equipment named 'gw'",
        "reserve --want taurus=1|--walltime",
        "reserve -w 1:00|--want",
        "reserve -w 1:00 --want taurus|expected name=number",
        "reserve -w 1:00 --want atlantis=1|nothing is named 'atlantis'",
        "reserve -w 1:00 --want kavlan=1|no hosts are wanted",
        "reserve -w 1:00 --want taurus=1 --ratio 2|a ratio is above 0 and at most 1",
        "reserve -w 1:00 --want taurus=1 --ratio 0.5|is no host",
        "reserve -w 1:00 --want taurus=1 --site lyon|--site goes with a number of grid5000",
        "reserve -w 1:00 --want grid5000=1 --site taurus|--site takes sites",
        "reserve -w 1:00 --want taurus=4,grid5000=9 --site nancy|--site nancy leaves out taurus",
        "reserve -w 1:00 --want lyon=1,grid5000=9 --site nancy|lyon, which is wanted: name its",
        "reserve -w 1:00 --want taurus=1 --from 2026-01-01T00:00:00 --dry-run|has passed",
      })
  void badInputIsOneLine(String words, String message) {
    failsWith(2, message, words.split(" "));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void unreachableApiIsOneLine() {
    assertThat(lines("planning", "taurus")).isNotEmpty();
    Configuration.use(
        configuration().with(G5kKeys.API_URI, URI.create("http://127.0.0.1:1/stable/")));
    failsWith(255, "http://127.0.0.1:1/stable/", "planning", "taurus");
    failsWith(255, "http://127.0.0.1:1/stable/", "charter", "--quota");
  }
}
