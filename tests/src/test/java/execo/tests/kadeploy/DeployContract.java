package execo.tests.kadeploy;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.g5k.HostName;
import execo.g5k.api.Deployment.Status;
import execo.g5k.api.G5kApi;
import execo.g5k.kadeploy.Deploy;
import execo.g5k.kadeploy.Deployed;
import execo.g5k.kadeploy.Deployment;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarSubmission;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.Failure;
import execo.testbed.grid5000.Grid5000Testbed;
import execo.tests.oar.StandinAccount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Check, deploy, check again: on nodes of jobs at a stand-in, by command or through the API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
abstract class DeployContract {
  private static final String ENVIRONMENT = "debian12-min";
  private static final String URL = "https://example.org/mine.dsc";

  @SuppressWarnings("NullAway.Init")
  private DeployJobs jobs;

  /** Deploys in the way that is held to the contract. */
  abstract Deploy through(Deploy deploy);

  final DeployJobs jobs() {
    return jobs;
  }

  private Grid5000Testbed grid() {
    return jobs.grid();
  }

  @BeforeAll
  void startGrid() {
    jobs = new DeployJobs(Duration.ofMillis(600));
  }

  @AfterAll
  void stopGrid() {
    jobs.close();
  }

  @AfterEach
  void deleteJobs() {
    jobs.deleteJobs();
  }

  final Deploy deploy(Deployment deployment) {
    return through(Deploy.of(deployment, jobs.settings()));
  }

  private Deployed deployed(List<Host> nodes) {
    return deploy(Deployment.of(nodes).withEnvName(ENVIRONMENT)).run();
  }

  private int deployments(String site) {
    return jobs.deployments(site).size();
  }

  /** What root finds on nodes. */
  final List<String> asRoot(List<Host> nodes, String command) {
    var params =
        jobs.settings()
            .configuration()
            .connection()
            .overlay(ConnectionParams.none().withUser("root"));
    try (var remote = new Remote(command, nodes, params).timeout(Duration.ofMinutes(1)).run()) {
      assertThat(remote.ok()).as(remote.processes().toString()).isTrue();
      return remote.processes().stream().map(process -> process.stdout().strip()).toList();
    }
  }

  @Test
  void nodesOfAJobAreDeployedOnce() {
    var nodes = jobs.nodes("lyon", 2);
    int before = deployments("lyon");
    assertThat(deployed(nodes)).isEqualTo(new Deployed(nodes, List.of()));
    assertThat(deployments("lyon")).isEqualTo(before + 1);
    assertThat(asRoot(nodes, "mount | grep -c '^/dev/[^ ]*3 on / '")).containsExactly("1", "1");

    assertThat(deployed(nodes).all()).isTrue();
    assertThat(deployments("lyon")).as("they were deployed already").isEqualTo(before + 1);

    var more = new ArrayList<>(nodes);
    more.addAll(jobs.nodes("lyon", 1));
    assertThat(deployed(more)).isEqualTo(new Deployed(more, List.of()));
    assertThat(jobs.deployments("lyon").getLast().nodes())
        .containsExactly(more.getLast().address());
  }

  @Test
  void newestDeploymentIsListedFirst() {
    var first = jobs.nodes("nancy", 1);
    var second = jobs.nodes("nancy", 1);
    deployed(first);
    deployed(second);
    var api = G5kApi.of(jobs.settings()).deployments("nancy");
    var newestFirst = api.list(Map.of());
    assertThat(newestFirst.getFirst().nodes()).containsExactly(second.getFirst().address());
    assertThat(newestFirst.get(1).nodes()).containsExactly(first.getFirst().address());
    assertThat(api.list(Map.of("reverse", "true")))
        .extracting(each -> each.id())
        .containsExactlyElementsOf(newestFirst.reversed().stream().map(each -> each.id()).toList());
  }

  @Test
  void onlyBadNodesAreTriedAgain() {
    var nodes = jobs.nodes("lyon", 3);
    Host bad = nodes.get(1);
    grid().failDeployments(bad.address(), 1);
    int before = deployments("lyon");
    var asked = new ArrayList<String>();
    var result =
        deploy(Deployment.of(nodes).withEnvName(ENVIRONMENT))
            .tries(5)
            .enough((deployed, undeployed) -> {
              asked.add(deployed.size() + " of " + (deployed.size() + undeployed.size()));
              return undeployed.isEmpty();
            })
            .run();
    assertThat(result.deployed()).isEqualTo(nodes);
    assertThat(asked).containsExactly("0 of 3", "2 of 3", "3 of 3");
    var since = jobs.deployments("lyon");
    assertThat(since).hasSize(before + 2);
    assertThat(since.get(before).undeployed()).containsExactly(bad.address());
    assertThat(since.getLast().nodes()).containsExactly(bad.address());
  }

  @Test
  void enoughNodesAreEnough() {
    var nodes = jobs.nodes("lyon", 2);
    grid().failDeployments(nodes.getFirst().address(), 9);
    int before = deployments("lyon");
    var result =
        deploy(Deployment.of(nodes).withEnvName(ENVIRONMENT))
            .tries(3)
            .enough((deployed, _) -> !deployed.isEmpty())
            .run();
    grid().failDeployments(nodes.getFirst().address(), 0);
    assertThat(result.deployed()).containsExactly(nodes.getLast());
    assertThat(result.undeployed()).containsExactly(nodes.getFirst());
    assertThat(deployments("lyon")).isEqualTo(before + 1);
  }

  @Test
  void reportIsBelievedWhereNothingIsChecked() {
    var nodes = jobs.nodes("lyon", 2);
    deployed(nodes);
    int before = deployments("lyon");
    grid().failDeployments(nodes.getLast().address(), 1);
    var result = deploy(Deployment.of(nodes).withEnvName(ENVIRONMENT)).noCheck().run();
    assertThat(result).isEqualTo(new Deployed(nodes.subList(0, 1), nodes.subList(1, 2)));
    assertThat(deployments("lyon")).isEqualTo(before + 1);
  }

  @Test
  void ownCheckTells() {
    var nodes = jobs.nodes("lyon", 1);
    var deployment = Deployment.of(nodes).withEnvName(ENVIRONMENT);
    assertThat(deploy(deployment).check("false").run().deployed()).isEmpty();
    assertThat(deploy(deployment).check("true").tries(0).run().deployed()).isEqualTo(nodes);
  }

  @Test
  void sitesAreDeployedAtTheSameTime() {
    var nodes = new ArrayList<>(jobs.nodes("nancy", 1));
    nodes.addAll(jobs.nodes("lyon", 2));
    assertThat(deployed(nodes)).isEqualTo(new Deployed(nodes, List.of()));
    var nancy = jobs.deployments("nancy").getLast();
    assertThat(nancy.nodes()).containsExactly(nodes.getFirst().address());
    assertThat(nancy.status()).isEqualTo(Status.TERMINATED);
    assertThat(jobs.deployments("lyon").getLast().nodes()).hasSize(2);
  }

  @Test
  void shortNamesStayAsTheyWereGiven() {
    var short1 =
        jobs.nodes("lyon", 1).stream()
            .map(node -> new Host(node.address().replace(grid().domain(), "")))
            .toList();
    assertThat(deployed(short1)).isEqualTo(new Deployed(short1, List.of()));
  }

  @Test
  void environmentMayBeAnAddress() {
    var nodes = jobs.nodes("lyon", 1);
    assertThat(deploy(Deployment.of(nodes).withEnvFile(URL)).run().deployed()).isEqualTo(nodes);
    assertThat(jobs.deployments("lyon").getLast().environment()).isEqualTo(URL);
  }

  @Test
  void environmentMayBeAnotherUsers() {
    var nodes = jobs.nodes("lyon", 1);
    var deployment = Deployment.of(nodes).withEnvName(ENVIRONMENT);
    assertThat(deploy(deployment.withUser("nobody")).run().deployed()).isEmpty();
    assertThat(deploy(deployment.withUser("deploy")).run().deployed()).isEqualTo(nodes);
  }

  @Test
  void unknownEnvironmentDeploysNothing() {
    var nodes = jobs.nodes("lyon", 1);
    int before = deployments("lyon");
    var result = deploy(Deployment.of(nodes).withEnvName("debian4-huge")).tries(2).run();
    assertThat(result).isEqualTo(new Deployed(List.of(), nodes));
    assertThat(deployments("lyon")).isEqualTo(before);
    assertThat(asAlice(nodes)).as("it is as it was").containsExactly("1");
  }

  private List<String> asAlice(List<Host> nodes) {
    try (var remote =
        new Remote(
                "mount | grep -c '^/dev/[^ ]*2 on / '",
                nodes,
                jobs.settings().configuration().connection())
            .timeout(Duration.ofMinutes(1))
            .run()) {
      return remote.processes().stream().map(process -> process.stdout().strip()).toList();
    }
  }

  @Test
  void nodesThatAreNotReservedAreNotDeployed() {
    var mine = jobs.nodes("lyon", 1);
    var all = new ArrayList<>(mine);
    grid().nodes("lyon").stream().filter(node -> !mine.contains(node)).limit(1).forEach(all::add);
    assertThat(deployed(all)).isEqualTo(new Deployed(List.of(), all));
    assertThat(deployed(mine).all()).isTrue();
  }

  @Test
  void nodesOfJobsOfAnotherTypeAreNotDeployed() {
    OarJob plain = jobs.start(jobs.oar(), "lyon", OarSubmission.of("nodes=1"));
    assertThat(deployed(jobs.nodes(plain)).deployed()).isEmpty();
    var bob = Oar.onFrontends(StandinAccount.settings(grid(), "bob"), null, null);
    OarJob his = jobs.start(bob, "lyon", OarSubmission.of("nodes=1").withTypes("deploy"));
    assertThat(deployed(jobs.nodes(his)).deployed()).isEmpty();
  }

  @Test
  void nodesAreDeployedIntoTheKavlanOfTheirJob() {
    OarJob job = jobs.start("lyon", "{type='kavlan'}/vlan=1+/nodes=2");
    int vlan = jobs.oar().vlans(job, Duration.ofMinutes(1)).getFirst();
    var nodes = jobs.nodes(job);
    var result =
        deploy(Deployment.of(nodes).withEnvName(ENVIRONMENT).withVlan(vlan)).tries(2).run();
    assertThat(result).isEqualTo(new Deployed(nodes, List.of()));
    assertThat(G5kApi.of(jobs.settings()).vlans("lyon").nodes(Integer.toString(vlan)))
        .containsExactlyInAnyOrderElementsOf(nodes.stream().map(Host::address).toList());
    var there = nodes.stream().map(node -> HostName.kavlan(node, vlan)).toList();
    assertThat(asRoot(there, "echo in")).containsExactly("in", "in");
    var elsewhere =
        nodes.stream().map(node -> HostName.kavlan(node, vlan == 9 ? 8 : vlan + 1)).toList();
    assertThat(reached(elsewhere)).as("in another kavlan").isEmpty();
    assertThat(reached(nodes)).as("in the default vlan").isEmpty();
  }

  /** Those that root gets onto. */
  private List<Host> reached(List<Host> nodes) {
    var params =
        jobs.settings()
            .configuration()
            .connection()
            .overlay(ConnectionParams.none().withUser("root"));
    try (var remote =
        new Remote("true", nodes, params)
            .nolog(Failure.values())
            .timeout(Duration.ofMinutes(1))
            .run()) {
      return remote.processes().stream()
          .filter(process -> process.ok())
          .map(process -> process.host())
          .toList();
    }
  }

  @Test
  void kavlanOfNobodyIsRefused() {
    var nodes = jobs.nodes("lyon", 1);
    int before = deployments("lyon");
    var result = deploy(Deployment.of(nodes).withEnvName(ENVIRONMENT).withVlan(5)).run();
    assertThat(result.deployed()).isEmpty();
    assertThat(deployments("lyon")).isEqualTo(before);
  }
}
