package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.charter.Charter;
import execo.testbed.grid5000.Grid5000Builder;
import execo.testbed.grid5000.Grid5000Testbed;
import execo.time.Dates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The commands of {@code execo g5k} that look ahead, on a stand-in Grid'5000. */
class PlanningCommandsTest extends G5kCommandLine {
  private static final Duration A_DAY = Duration.ofDays(1);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Override
  Grid5000Builder standIn() {
    return Grid5000Testbed.builder().sites("lyon", "nancy").reaction(Duration.ofMillis(50));
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
