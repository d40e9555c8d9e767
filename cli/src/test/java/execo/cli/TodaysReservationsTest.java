package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.api.G5kApi;
import execo.g5k.api.Job;
import execo.g5k.api.JobQuery;
import execo.testbed.grid5000.Grid5000Builder;
import execo.testbed.grid5000.Grid5000Testbed;
import execo.testbed.grid5000.ReferenceData;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** {@code execo g5k reserve} where clusters are exotic or in several queues. */
class TodaysReservationsTest extends G5kCommandLine {
  @Override
  Grid5000Builder standIn() {
    var data =
        ReferenceData.today()
            .with(tree -> ((ObjectNode) tree.at("/sites/strasbourg")).remove("kavlans"));
    return Grid5000Testbed.builder().data(data).reaction(Duration.ofMillis(50));
  }

  private static Job job(String site) {
    var jobs = G5kApi.current().jobs(site);
    return jobs.get(jobs.list(JobQuery.all().live()).getFirst().id());
  }

  private void reserve(String... more) {
    var words = new ArrayList<>(List.of("reserve", "-w", "1:00"));
    words.addAll(List.of(more));
    lines(words.toArray(String[]::new));
  }

  @Test
  void exoticHostsAreHadByTheirType() {
    failsWith(1, "nancy=1 (at most 0)", "reserve", "-w", "1:00", "--want", "nancy=1");
    assertThat(err.toString()).contains("grouille (exotic, see --exotic)");

    reserve("--want", "nancy=1", "--exotic", "-t", "deploy");
    assertThat(job("nancy").types()).containsExactlyInAnyOrder("exotic", "deploy");
    assertThat(job("nancy").nodes()).singleElement().asString().startsWith("grouille-");

    var plan = objects("reserve", "-w", "1:00", "--want", "grouille=1", "--dry-run", "--json");
    assertThat(plan.getFirst().path("jobs").get(0).path("types").get(0).asString())
        .isEqualTo("exotic");
  }

  @Test
  void jobsAreInTheQueueOfTheirClusters() {
    reserve("--want", "rennes=2", "-q", "abaca");
    assertThat(job("rennes").queue()).isEqualTo("abaca");
    assertThat(job("rennes").nodes()).allMatch(node -> node.startsWith("abacus22-"));

    reserve("--want", "paradoxe=1", "-q", "all");
    assertThat(job("rennes").queue()).isEqualTo("default");

    var both =
        objects(
                "reserve",
                "-w",
                "1:00",
                "--want",
                "paradoxe=1,grappe9=1",
                "-q",
                "default,production",
                "--dry-run",
                "--json")
            .getFirst();
    assertThat(both.path("jobs").get(0).path("queue").isNull()).isTrue();
    assertThat(both.path("jobs").get(1).path("queue").asString()).isEqualTo("production");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rennes=1|all",
        "rennes=1|default,abaca",
        "grid5000=9|all",
        "abacus22=1,paradoxe=1|all",
      })
  void jobsAreNotInSeveralQueues(String wanted, String queues) {
    failsWith(
        2, "take one queue", "reserve", "-w", "1:00", "--want", wanted, "-q", queues, "--dry-run");
  }

  @Test
  void allThatCanBeHadIsSomething() {
    String cluster = "mercantour7";
    Instant start = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    reserve("--want", cluster + "=2", "--from", start.toString());
    while (objects("planning", cluster, "--by", "host", "--json").stream()
        .noneMatch(each -> each.path("use").asString().equals("busy"))) {
      Thread.onSpinWait();
    }
    var plan =
        objects(
                "reserve",
                "--want",
                cluster + "=0,kavlan=0",
                "-w",
                "1:00",
                "--from",
                start.toString(),
                "--dry-run",
                "--json")
            .getFirst();
    assertThat(plan.path("start").asString())
        .isEqualTo(start.plus(Duration.ofMinutes(62)).toString());
    assertThat(plan.path("wanted").path(cluster).asInt()).isEqualTo(2);
    failsWith(
        1,
        cluster + "=0 (at most 0)",
        "reserve",
        "--want",
        cluster + "=0",
        "-w",
        "1:00",
        "--from",
        start.toString(),
        "--to",
        start.plus(Duration.ofHours(2)).toString());
    failsWith(
        1,
        "grouille=0 (at most 2)",
        "reserve",
        "--want",
        "grouille=0",
        "-w",
        "1:00",
        "--ratio",
        "0.3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mercantour7=1,kavlan=1|kavlan=1 (at most 0)",
        "paradoxe=1,kavlan=40|kavlan=40 (at most 6)",
        "paradoxe=1,mercantour7=1,kavlan=40|kavlan=40 (at most 1)",
      })
  void vlansThatAreNotThereAreMissing(String wanted, String message) {
    failsWith(1, message, "reserve", "-w", "1:00", "--want", wanted, "--dry-run");
  }
}
