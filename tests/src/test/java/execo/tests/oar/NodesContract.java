package execo.tests.oar;

import static execo.Execo.remote;
import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.api.JobState;
import execo.g5k.oar.OarJob;
import execo.host.Host;
import execo.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nodes of a job: who gets in, and what becomes of them. */
abstract class NodesContract extends OarContract {

  private String oarsh(OarJob job, Host node, String command) {
    var process =
        frontend("OAR_JOB_ID=" + job.id() + " oarsh " + node.address() + " '" + command + "'");
    return (process.exitCode() + " " + process.stdout().replace("\r", "")).strip();
  }

  private Host other(List<Host> nodes) {
    OarJob rest = start(nodes(site.nodes() - nodes.size()));
    return oar.nodes(rest, LONG).getFirst();
  }

  private static String label(Host node) {
    return node.address().split("\\.")[0];
  }

  @Test
  void oarshReachesTheNodesOfAJob() {
    OarJob job = start(nodes(2));
    var nodes = oar.nodes(job, LONG);
    for (Host node : nodes) {
      assertThat(oarsh(job, node, "hostname")).isEqualTo("0 " + label(node));
    }
    assertThat(oarsh(job, nodes.getFirst(), "echo $USER; exit 7")).isEqualTo("7 " + site.user());
    Host other = other(nodes);
    assertThat(oarsh(job, other, "hostname")).isEqualTo("61");
    var stranger =
        site.otherSettings()
            .frontend(site.site())
            .process("OAR_JOB_ID=" + job.id() + " oarsh " + nodes.getFirst().address() + " id");
    stranger.timeout(LONG).nologExitCode().run();
    assertThat(stranger.exitCode()).isEqualTo(5);
    assertThat(stranger.stdout() + stranger.stderr()).contains("Permission denied");

    oar.oardel(List.of(job));
    await(job, JobState.ERROR);
    assertThat(oarsh(job, nodes.getFirst(), "hostname")).isEqualTo("61");
  }

  /** With the default connection to nodes; in the end a command is killed. */
  @Test
  void programOnTheFrontendWorksByOarsh(@TempDir Path directory) throws IOException {
    OarJob job = start(nodes(2));
    var nodes = oar.nodes(job, LONG);
    String names = nodes.stream().map(Host::address).collect(Collectors.joining(" "));
    var program =
        frontend(
            "OAR_JOB_ID=%d %s/bin/java --enable-native-access=ALL-UNNAMED -cp %s %s %s"
                .formatted(
                    job.id(),
                    System.getProperty("java.home"),
                    site.classPath(directory),
                    Oarshing.class.getName(),
                    names));
    var expected = new ArrayList<String>();
    nodes.forEach(node -> expected.add("hostname 0 " + label(node)));
    nodes.forEach(_ -> expected.add("code 7 " + site.user()));
    for (int i = 0; i < 4; i++) {
      String line = "again 0 " + i;
      nodes.forEach(_ -> expected.add(line));
    }
    nodes.forEach(_ -> expected.add("input 0 typed"));
    expected.add("put true");
    nodes.forEach(_ -> expected.add("put 0 sent"));
    expected.addAll(List.of("get true", "got sent"));
    nodes.forEach(_ -> expected.add("rm 0 gone"));
    expected.add("killed true");
    assertThat(program.stdout().replace("\r", "").lines())
        .as(program.stderr())
        .containsExactlyElementsOf(expected);
    assertThat(program.exitCode()).isZero();
  }

  @Test
  void jobKeyOpensTheNodesOfItsJob() {
    OarJob job = start(nodes(2));
    var nodes = oar.nodes(job, LONG);
    try (var names = remote("hostname", nodes, site.byJobKey()).timeout(LONG).run()) {
      assertThat(names.ok()).as(names.processes().getFirst().dump()).isTrue();
      for (int i = 0; i < nodes.size(); i++) {
        assertThat(names.processes().get(i).stdout().strip()).isEqualTo(label(nodes.get(i)));
      }
    }
    try (var closed =
        remote("true", List.of(other(nodes)), site.bySsh()).timeout(LONG).nologError().run()) {
      assertThat(closed.ok()).as("as itself, on the node of another job of the same user").isTrue();
    }
  }

  @Test
  void nodesAreClosedToThoseWithoutAJob() {
    OarJob job = start(nodes(1));
    var node = oar.nodes(job, LONG);
    try (var open = remote("echo $USER", node, site.bySsh()).timeout(LONG).run()) {
      assertThat(open.processes().getFirst().stdout().strip()).isEqualTo(site.user());
    }
    oar.oardel(List.of(job));
    await(job, JobState.ERROR);
    try (var closed =
        remote("echo $USER", node, site.bySsh()).timeout(LONG).nologError().nologExitCode().run()) {
      assertThat(closed.ok()).isFalse();
      assertThat(closed.processes().getFirst().stdout()).isEmpty();
    }
  }

  @Test
  void endOfAJobEndsItsProcesses() {
    OarJob job = start(nodes(1));
    var node = oar.nodes(job, LONG);
    try (var running =
        remote("echo ready; sleep 600", node, site.byJobKey()).nologError().nologExitCode()) {
      running.start();
      assertThat(running.expect("ready", "60s").getFirst()).isPresent();
      oar.oardel(List.of(job));
      running.await(LONG);
      assertThat(running.ended()).isTrue();
      assertThat(running.ok()).isFalse();
    }
  }

  /** Not the first node: the job's own command is there, and OAR tries long to end that. */
  @Test
  void deadNodeIsAFailureOfItsOwn() {
    OarJob job = start(nodes(2));
    var nodes = new ArrayList<>(oar.nodes(job, LONG));
    Host dead = nodes.getLast();
    site.crash(dead);
    try {
      try (var names =
          remote("hostname", nodes, site.byJobKey()).timeout(LONG).nologError().run()) {
        assertThat(names.processes()).extracting(ManagedProcess::ok).containsExactly(true, false);
        assertThat(names.processes().getLast().error()).isTrue();
      }
      oar.oardel(List.of(job));
      await(job, JobState.ERROR);
      OarJob next = start(nodes(site.nodes() - 1));
      assertThat(oar.nodes(next, LONG)).doesNotContain(dead);
    } finally {
      site.boot(dead);
    }
    oar.oardel(oar.currentJobs(List.of(site.site())));
    OarJob all = start(nodes(site.nodes()));
    assertThat(oar.nodes(all, LONG)).contains(dead);
  }
}
