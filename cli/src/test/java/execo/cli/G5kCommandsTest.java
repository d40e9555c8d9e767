package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.config.Secret;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarSubmission;
import execo.testbed.grid5000.Grid5000Builder;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code execo g5k} on a stand-in Grid'5000. */
class G5kCommandsTest extends G5kCommandLine {
  @Override
  Grid5000Builder standIn() {
    return Grid5000Testbed.builder()
        .sites("lyon", "nancy")
        .speed(20)
        .reaction(Duration.ofMillis(100))
        .deployment(Duration.ofSeconds(20));
  }

  @Test
  void listsSites() {
    assertThat(lines("sites").getFirst()).isEqualTo("SITE   CLUSTERS  NODES");
    assertThat(lines("sites")).hasSize(3).anyMatch(line -> line.startsWith("lyon  "));
    var lyon = objects("sites", "--json").getFirst();
    assertThat(lyon.path("site").asString()).isEqualTo("lyon");
    assertThat(lyon.path("nodes").asInt()).isEqualTo(grid.nodes("lyon").size());
  }

  @Test
  void listsClusters() {
    var taurus =
        objects("clusters", "lyon", "--json").stream()
            .filter(each -> each.path("cluster").asString().equals("taurus"))
            .toList();
    assertThat(taurus)
        .singleElement()
        .satisfies(cluster -> {
          assertThat(cluster.path("site").asString()).isEqualTo("lyon");
          assertThat(cluster.path("nodes").asInt()).isPositive();
          assertThat(cluster.path("model").asString()).startsWith("Dell");
        });
    assertThat(lines("clusters", "lyon")).anyMatch(line -> line.matches("taurus +lyon +\\d+ .*"));
    assertThat(lines("clusters", "lyon", "-q", "no-such-queue")).hasSize(1);
  }

  @Test
  void listsNodesAndWhatTheyDo() {
    var all = objects("nodes", "--json");
    assertThat(all).hasSize(grid.nodes("lyon").size() + grid.nodes("nancy").size());
    var one = objects("nodes", "taurus", "--status", "--json").getFirst();
    assertThat(one.path("node").asString()).isEqualTo("taurus-1.lyon.grid5000.fr");
    assertThat(one.path("cores").asInt()).isPositive();
    assertThat(one.path("hard").asString()).isEqualTo("alive");
    assertThat(one.path("soft").asString()).isEqualTo("free");
    assertThat(lines("nodes", "taurus", "--status").get(1))
        .matches("taurus-1\\.lyon\\.grid5000\\.fr +\\d+ +\\d+ +alive +free");
  }

  @Test
  void drawsTheTree() {
    assertThat(lines("tree"))
        .contains("lyon", "nancy")
        .anyMatch(line -> line.matches("[├└]─ taurus: \\d+ nodes, taurus-.*"));
    var tree = objects("tree", "lyon", "--json").getFirst();
    assertThat(tree.path("lyon").path("taurus").get(0).asString()).isEqualTo("taurus-1");
  }

  @ParameterizedTest
  @CsvSource({
    "taurus-1, taurus-1",
    "taurus-1.lyon.grid5000.fr, taurus-1",
    "taurus, taurus",
    "lyon, lyon",
    "force10, force10",
    "gw.lyon, gw",
    "gw-lyon.lyon, gw",
    "gw --site nancy, gw",
  })
  void showsAttributes(String name, String uid) {
    String[] words = ("show --json " + name).split(" ");
    assertThat(objects(words).getFirst().path("uid").asString()).isEqualTo(uid);
    words[1] = "show";
    assertThat(lines(Arrays.copyOfRange(words, 1, words.length)))
        .anyMatch(line -> line.matches("uid +" + uid));
  }

  @Test
  void submitsListsAndDeletes() {
    var lyon =
        lines("submit", "-l", "nodes=2,walltime=1:00:00", "-n", "mine", "tail", "-f", "/dev/null")
            .getFirst();
    assertThat(lyon).matches("lyon:\\d+");
    var nancy = objects("submit", "--site", "nancy", "-l", "nodes=1", "--json").getFirst();
    assertThat(nancy.path("site").asString()).isEqualTo("nancy");

    assertThat(lines("jobs")).hasSize(2).anyMatch(line -> line.matches(lyon + " .* mine"));
    var jobs = objects("jobs", "--all-sites", "--json");
    assertThat(jobs)
        .extracting(job -> job.path("site").asString())
        .containsExactly("lyon", "nancy");
    assertThat(jobs.getFirst().path("command").asString()).isEqualTo("tail -f /dev/null");
    assertThat(jobs.get(1).path("job").asLong()).isEqualTo(nancy.path("job").asLong());

    assertThat(lines("delete", lyon, "--until-gone")).contains(lyon + "  deleted");
    assertThat(lines("jobs")).hasSize(1);
    assertThat(lines("delete", "--all", "--site", "nancy", "--until-gone")).hasSize(2);
    assertThat(objects("jobs", "--all-sites", "--json")).isEmpty();
    failsWith(1, "job lyon:999 is not deleted: ", "delete", "999");
  }

  /** Nobody is to lose the answer because a look at the end fails. */
  @Test
  void tellsOfDeletionsBeforeItWaits() {
    var job = lines("submit", "-l", "nodes=1").getFirst();
    grid.holdTool("lyon", "oarstat");
    CompletableFuture<Integer> code;
    try {
      code = CompletableFuture.supplyAsync(() -> execute("delete", job, "--until-gone"));
      var look = ".* oarstat -f -j " + job.substring("lyon:".length()) + " .*";
      while (!code.isDone() && grid.toolCalls("lyon").stream().noneMatch(c -> c.matches(look))) {
        Thread.onSpinWait();
      }
      assertThat(out.toString()).contains(job + "  deleted");
      assertThat(code).isNotDone();
    } finally {
      grid.letGoTool("lyon", "oarstat");
    }
    assertThat(code.join()).as("%s", err).isZero();
  }

  @Test
  void findsOrphans() throws IOException, InterruptedException {
    var ended = new ProcessBuilder("true").start();
    ended.waitFor();
    String[] mark;
    try (var reservation = Oar.current().reserve(OarSubmission.of("nodes=1").at("lyon"))) {
      String name = Oar.current().info(reservation.job()).name();
      assertThat(name).startsWith("execo-");
      mark = String.valueOf(name).split("-", -1);
    }
    mark[4] = Long.toString(ended.pid(), 36);
    var dead = String.join("-", mark);
    var orphan = lines("submit", "-l", "nodes=1", "-n", "lost." + dead).getFirst();
    lines("submit", "-l", "nodes=1", "-n", "kept");
    assertThat(lines("jobs", "--orphans")).hasSize(2).anyMatch(line -> line.startsWith(orphan));
    assertThat(lines("delete", "--orphans", "--all-sites")).contains(orphan + "  deleted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|submit -l nodes=10000",
        "2|submit -l nodes=two",
        "2|submit -q no-such-queue -l nodes=1",
      })
  void refusalIsOneLine(int code, String words) {
    failsWith(code, "lyon: ", words.split(" "));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  @Timeout(120)
  void deploys() {
    lines("submit", "-l", "nodes=2,walltime=1:00:00", "-t", "deploy", "sleep 3600");
    var nodes = nodesOfTheJob();
    String good = nodes.getFirst();
    String bad = nodes.get(1);
    grid.failDeployments(bad, 1);
    assertThat(execute("deploy", "-e", "debian12-min", "-m", good, "-m", bad))
        .as("%s", err)
        .isEqualTo(1);
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(good + " deployed", bad + " not deployed");
    assertThat(err.toString()).contains("lyon: ");
    var again = objects("deploy", "-e", "debian12-min", "-m", good + "," + bad, "--json");
    assertThat(again).hasSize(2).allMatch(each -> each.path("deployed").asBoolean());
  }

  private List<String> nodesOfTheJob() {
    while (true) {
      var nodes = objects("jobs", "--json").getFirst().path("nodes");
      if (!nodes.isEmpty()) {
        return List.of(nodes.get(0).asString(), nodes.get(1).asString());
      }
    }
  }

  @Test
  void listsKavlans() {
    assertThat(objects("vlans", "--json"))
        .anyMatch(vlan -> vlan.path("vlan").asString().equals("4"))
        .allMatch(vlan -> vlan.path("site").asString().equals("lyon"));
    assertThat(lines("vlans", "--all-sites"))
        .anyMatch(line -> line.matches("nancy +\\d+ +kavlan.* free"));
  }

  @Test
  void cleansHomes() throws IOException {
    var home = grid.home("nancy", grid.user());
    Files.writeString(home.resolve("OAR.1.stdout"), "");
    Files.writeString(home.resolve("OAR.a name.2.stderr"), "");
    Files.writeString(home.resolve("OAR.txt"), "");
    var job = objects("submit", "--site", "nancy", "-l", "nodes=1", "--json").getFirst();
    String current = "OAR." + job.path("job").asLong() + ".stdout";
    Files.writeString(home.resolve(current), "");
    var listed = objects("clean", "--site", "nancy", "--dry-run", "--json");
    assertThat(listed)
        .extracting(each -> each.path("file").asString())
        .contains("OAR.1.stdout", "OAR.a name.2.stderr")
        .doesNotContain(current, "OAR.txt");
    assertThat(home.resolve("OAR.1.stdout")).exists();
    assertThat(lines("clean", "--all-sites")).contains("nancy  OAR.1.stdout");
    assertThat(home.resolve("OAR.a name.2.stderr")).doesNotExist();
    assertThat(home.resolve("OAR.txt")).exists();
    assertThat(home.resolve(current)).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "jobs --site lyn|unknown site 'lyn'; did you mean lyon?",
        "submit --site lyn|unknown site 'lyn'; did you mean lyon?",
        "delete lyn:1|unknown site 'lyn'; did you mean lyon?",
        "clusters lyn|unknown site 'lyn'; did you mean lyon?",
        "nodes tauru|unknown cluster 'tauru'; did you mean taurus?",
        "show taurus-999|unknown host 'taurus-999'",
        "show nothing|no node, cluster, site or network equipment 'nothing'",
        "jobs --site lyon --all-sites|give --site or --all-sites, not both",
        "delete|give --all, --orphans, or the jobs to delete",
        "delete x|not a job: 'x'; accepted is NUMBER or SITE:NUMBER",
        "submit -r yesterday-ish|not a date: 'yesterday-ish'",
        "deploy -m taurus-1|no environment; give it with -e or -a",
        "deploy -e min|no nodes; give them with -m HOSTS",
        "deploy -e min -a max -m taurus-1|give -e or -a, not both",
        "deploy -e min -m taurus-999|unknown host 'taurus-999'",
        "deploy -e min -m taurus-[1|malformed host expression",
        "bogus|'bogus'",
        "show gw|network equipment 'gw' is at lyon, nancy; name the site too",
      })
  void badInputIsOneLine(String words, String message) {
    failsWith(2, message, words.split(" "));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void wrongPasswordIsOneLine() {
    Configuration.use(
        configuration()
            .with(G5kKeys.API_URI, URI.create(grid.api() + "/"))
            .with(G5kKeys.API_USERNAME, Optional.of("alice"))
            .with(G5kKeys.API_PASSWORD, Optional.of(new Secret("not-hers"))));
    failsWith(2, "user 'alice' or the password in the configuration is wrong", "sites");
    failsWith(2, "user 'alice' or the password in the configuration is wrong", "vlans");
    assertThat(err.toString()).doesNotContain("not-hers");
  }

  @Test
  void unreachableApiIsOneLine() {
    Configuration.use(
        configuration().with(G5kKeys.API_URI, URI.create("http://127.0.0.1:1/stable/")));
    failsWith(255, "http://127.0.0.1:1/stable/", "sites");
    assertThat(lines("jobs", "--site", "nancy")).hasSize(1);
  }

  @Test
  void apiThatFailsAtOneSiteDoesNotHideTheOthers() {
    lines("sites");
    grid.failRequests(1, 500);
    failsWith(255, "status 500", "vlans", "--all-sites");
    assertThat(out.toString().lines().skip(1).map(line -> line.split(" +")[0]).distinct())
        .hasSize(1);
    grid.failRequests(1, 500);
    failsWith(255, "status 500", "nodes", "--status");
    assertThat(out.toString()).contains(" alive ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete lyon:999991 lyon:999992 nancy:999993",
        "jobs --site lyon,nancy",
        "deploy -e debian12-min -m taurus-[1-3].lyon",
      })
  void apiThatDoesNotTellIsAskedOnce(String words) {
    Configuration.use(
        configuration()
            .with(G5kKeys.API_URI, URI.create(grid.api() + "/"))
            .with(G5kKeys.API_USERNAME, Optional.of("alice"))
            .with(G5kKeys.API_PASSWORD, Optional.of(new Secret("not-hers"))));
    long before = grid.requests();
    execute(words.split(" "));
    assertThat(grid.requests() - before).isEqualTo(1);
    assertThat(err.toString()).doesNotContain("status 401");
  }

  @Test
  void siteThatIsDownDoesNotHideTheOthers() {
    var job = lines("submit", "-l", "nodes=1").getFirst();
    grid.stopFrontend("nancy");
    try {
      failsWith(255, "nancy: oarstat failed: ", "jobs", "--all-sites");
      assertThat(out.toString()).contains(job);
      failsWith(255, "nancy: ", "submit", "--site", "nancy", "-l", "nodes=1");
    } finally {
      grid.restartFrontend("nancy");
    }
  }
}
