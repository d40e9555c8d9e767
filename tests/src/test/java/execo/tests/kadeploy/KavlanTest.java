package execo.tests.kadeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.HostName;
import execo.g5k.api.ApiException;
import execo.g5k.api.G5kApi;
import execo.g5k.api.VlansApi;
import execo.g5k.api.VlansApi.Move;
import execo.g5k.kavlan.Kavlan;
import execo.g5k.oar.OarException;
import execo.g5k.oar.OarJob;
import execo.host.Host;
import execo.tests.oar.StandinAccount;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kavlan of a job: by the command on the frontend, and through the API. */
@Timeout(240)
class KavlanTest {
  @SuppressWarnings("NullAway.Init")
  private static DeployJobs jobs;

  private final Kavlan kavlan = Kavlan.of(jobs.settings());
  private final VlansApi vlans = G5kApi.of(jobs.settings()).vlans("lyon");

  @SuppressWarnings("NullAway.Init")
  private OarJob job;

  @SuppressWarnings("NullAway.Init")
  private List<Host> nodes;

  private int vlan;

  @BeforeAll
  static void startGrid() {
    jobs = new DeployJobs(Duration.ofMillis(600));
  }

  @AfterAll
  static void stopGrid() {
    jobs.close();
  }

  @BeforeEach
  void startJob() {
    job = jobs.start("lyon", "{type='kavlan'}/vlan=1+/nodes=2");
    nodes = jobs.nodes(job);
    vlan = jobs.oar().vlans(job, null).getFirst();
  }

  @AfterEach
  void deleteJobs() {
    jobs.deleteJobs();
  }

  private List<String> names() {
    return nodes.stream().map(Host::address).toList();
  }

  private String id() {
    return Integer.toString(vlan);
  }

  @Test
  void listsTheKavlanAndItsNodes() {
    assertThat(kavlan.list(job)).containsExactly(vlan);
    assertThat(kavlan.nodes(job))
        .isEqualTo(nodes.stream().map(node -> HostName.kavlan(node, vlan)).toList());
    OarJob without = jobs.start("lyon", "nodes=1");
    assertThatThrownBy(() -> kavlan.list(without))
        .isInstanceOf(OarException.class)
        .hasMessage("lyon: kavlan failed: exit code 1: No vlan is associated with your jobs");
    assertThat(jobs.oar().vlans(without, null)).isEmpty();
    assertThat(kavlan.nodes(without)).isEqualTo(jobs.nodes(without));
  }

  @Test
  void putsNodesIntoIt() {
    String said = kavlan.set("lyon", vlan, nodes);
    assertThat(said.lines().map(String::strip))
        .containsExactlyElementsOf(
            names().stream().map(name -> "... node " + name + " changed to vlan " + vlan).toList());
    assertThat(vlans.nodes(id())).containsExactlyInAnyOrderElementsOf(names());
    assertThatThrownBy(() -> kavlan.set("lyon", 99, nodes))
        .isInstanceOf(OarException.class)
        .hasMessageContaining("The vlan '99' does not exist");
    var other = jobs.grid().nodes("lyon").stream().filter(node -> !nodes.contains(node)).toList();
    assertThatThrownBy(() -> kavlan.set("lyon", vlan, other.subList(0, 1)))
        .isInstanceOf(OarException.class)
        .hasMessageContaining("You do not have the right to move");
  }

  @Test
  void putsNodesIntoItThroughTheApi() {
    var moved = vlans.setNodes(id(), names());
    assertThat(moved.keySet()).containsExactlyElementsOf(names());
    assertThat(moved.values()).extracting(Move::status).containsOnly("success");
    var again = vlans.setNodes(id(), List.of(names().getFirst(), "taurus-999.lyon.grid5000.fr"));
    assertThat(again.values()).extracting(Move::status).containsExactly("unchanged", "failure");
    assertThat(again.values()).extracting(Move::ok).containsExactly(true, false);
    var bob = G5kApi.of(StandinAccount.settings(jobs.grid(), "bob")).vlans("lyon");
    assertThatThrownBy(() -> bob.setNodes(id(), names()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("status 403");
    assertThatThrownBy(() -> vlans.setNodes(id(), List.of()))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("status 422");
    jobs.oar().oardel(List.of(job));
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!vlans.nodes(id()).isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(vlans.nodes(id())).as("after the job").isEmpty();
  }

  @Test
  void turnsItsDhcpServerOffAndOn() {
    assertThat(kavlan.dhcp("lyon", vlan, false)).contains("OK");
    assertThat(kavlan.dhcp("lyon", vlan, true)).contains("OK");
    vlans.dhcp(id(), false);
    vlans.dhcp(id(), true);
    int foreign = vlan == 9 ? 8 : vlan + 1;
    assertThatThrownBy(() -> kavlan.dhcp("lyon", foreign, true))
        .isInstanceOf(OarException.class)
        .hasMessageContaining("You do not have the right to use the vlan " + foreign);
    assertThatThrownBy(() -> vlans.dhcp(Integer.toString(foreign), true))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("status 403");
  }
}
