package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.testbed.grid5000.Grid5000Builder;
import execo.testbed.grid5000.Grid5000Testbed;
import execo.testbed.grid5000.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Looking ahead where the data are as peculiar as today's: digits in names of clusters, routers of
 * the same name, aggregates, no backplanes, exotic clusters, a site apart from the backbone.
 */
class TodaysPlanningTest extends G5kCommandLine {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Override
  Grid5000Builder standIn() {
    return Grid5000Testbed.builder().data(ReferenceData.today()).reaction(Duration.ofMillis(50));
  }

  private List<String> clusters(String words) {
    return objects((words + " --json").split(" ")).stream()
        .map(each -> each.path("cluster").asString())
        .distinct()
        .sorted()
        .toList();
  }

  private String picture(String words) throws IOException {
    var png = directory.resolve("picture.png");
    var svg = directory.resolve("picture.svg");
    for (var file : List.of(png, svg)) {
      assertThat(lines((words + " -o " + file).split(" "))).isEmpty();
    }
    assertThat(Files.readAllBytes(png)).startsWith((byte) 0x89);
    return Files.readString(svg);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "planning|[mercantour7, paradoxe]",
        "planning --exotic|[grouille, mercantour7, paradoxe]",
        "planning grouille|[grouille]",
        "planning -q production|[abacus22, grappe9]",
        "planning -q testing|[engelbourg]",
        "planning -q all --exotic|[abacus22, engelbourg, grappe9, grouille, mercantour7, paradoxe]",
        "planning abacus22 -q all|[abacus22]",
      })
  void plansClustersByQueueAndKind(String words, String expected) {
    assertThat(clusters(words)).hasToString(expected);
  }

  @Test
  void hostsOfAClusterWithDigitsAreBookedAndDrawn() throws IOException {
    var start = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    lines(
        "submit",
        "--site",
        "rennes",
        "-q",
        "production",
        "-l",
        "{cluster='abacus22'}/nodes=1,walltime=1:00:00",
        "-r",
        Long.toString(start.getEpochSecond()));
    var words = new String[] {"planning", "abacus22", "-q", "all", "--by", "host", "--json"};
    while (objects(words).stream().noneMatch(each -> each.path("use").asString().equals("busy"))) {
      Thread.onSpinWait();
    }
    assertThat(objects(words))
        .filteredOn(each -> each.path("use").asString().equals("busy"))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.path("host").asString()).matches("abacus22-[12]\\.rennes\\..*");
          assertThat(each.path("from").asString()).isEqualTo(start.toString());
        });

    var slots = objects("slots", "-w", "30m", "abacus22", "-q", "all", "--json");
    assertThat(slots)
        .extracting(each -> each.path("hosts").path("abacus22").asInt())
        .startsWith(2)
        .contains(1)
        .endsWith(0);

    assertThat(picture("planning -q all --exotic"))
        .contains(">abacus22<", ">grouille<", ">mercantour7<", ">rennes, 6 hosts<", ">drawn ")
        .contains("; status of 3 sites; reference data " + version());
    assertThat(picture("slots -w 1:00 -q all --exotic"))
        .contains(">abacus22 (rennes)<", ">engelbourg (strasbourg)<", ">maximum, 12<");
  }

  /** As much of the version of the reference data as captions tell. */
  private static String version() {
    return execo.g5k.api.ReferenceData.current().version().substring(0, 12);
  }

  @Test
  void routersOfOneNameAndAggregatesAreTheirSites() throws IOException {
    var equipment = objects("topology", "--json");
    assertThat(equipment)
        .extracting(each -> each.path("equipment").asString())
        .containsExactlyInAnyOrder(
            "gw.rennes",
            "c-rennes-1.rennes",
            "gw.nancy",
            "sgruss.nancy",
            "gw.strasbourg",
            "renater-rennes",
            "renater-paris",
            "renater-nancy");
    assertThat(equipment)
        .filteredOn(each -> each.path("equipment").asString().equals("gw.rennes"))
        .allMatch(each -> each.path("backplane_bps").isNull());

    var way = objects("topology", "--between", "abacus22-1,grappe9-1", "--json");
    assertThat(way)
        .anySatisfy(each -> {
          assertThat(each.path("from").asString()).isEqualTo("c-rennes-1.rennes");
          assertThat(each.path("bandwidth_bps").asLong()).isEqualTo(200_000_000_000L);
        });
    failsWith(1, "no way from abacus22-1 to mercantour7-1", words("abacus22-1,mercantour7-1"));

    var svg = picture("topology");
    assertThat(svg).contains(">200 Gb/s<", ">10 Gb/s<", ">12 hosts, 3 sites<", ">strasbourg<");
    assertThat(svg).contains("reference data " + version());
    for (var cluster : List.of("abacus22", "paradoxe", "grouille", "mercantour7")) {
      assertThat(svg).contains(">" + cluster + " \u00d7 ");
    }
    assertThat(svg).doesNotContain("sgrib", "NaN");
    assertThat(picture("topology --folded")).contains(">abacus22 \u00d7 2<");
  }

  private static String[] words(String ends) {
    return new String[] {"topology", "--between", ends};
  }
}
