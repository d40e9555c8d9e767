package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.g5k.api.G5kApi;
import execo.g5k.api.JobQuery;
import execo.g5k.api.JobState;
import execo.g5k.charter.Charter;
import execo.testbed.grid5000.Grid5000Builder;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code execo g5k reserve}, on a stand-in Grid'5000. */
class ReserveCommandTest extends G5kCommandLine {
  @Override
  Grid5000Builder standIn() {
    return Grid5000Testbed.builder().sites("lyon", "nancy").reaction(Duration.ofMillis(50));
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
        .allMatch(job -> job.path("name").asString().startsWith("mine.oargrid-"))
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
    var tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    var hours = Charter.nextPeriod(tomorrow, tomorrow.plus(Duration.ofDays(30))).orElseThrow();
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
}
