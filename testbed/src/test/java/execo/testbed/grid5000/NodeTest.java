package execo.testbed.grid5000;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.Failure;
import execo.process.SshProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is found on nodes, as they are reserved and as they are deployed, and by which names. */
class NodeTest {
  private static Grid5000Testbed grid;

  @BeforeAll
  static void start() {
    grid =
        Grid5000Testbed.builder()
            .sites("lyon")
            .speed(20)
            .reaction(Duration.ofMillis(200))
            .deployment(Duration.ofSeconds(20))
            .start();
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static SshProcess run(Host host, String command, ConnectionParams connection) {
    return new SshProcess(command, host, connection).nolog(Failure.values()).timeout("30s").run();
  }

  /** By the addresses that the connection gives names. */
  private static SshProcess on(String host, String user, String command) {
    var connection = grid.connection().withUser(user).withSshOptions(List.of("-F", "/dev/null"));
    return run(new Host(host), command, connection);
  }

  /** By the configuration for ssh. */
  private static SshProcess bySsh(String host, String user, String command) {
    var connection =
        ConnectionParams.none()
            .withUser(user)
            .withSshOptions(List.of("-F", grid.sshConfig().toString()));
    return run(new Host(host), command, connection);
  }

  private static String said(SshProcess process) {
    assertThat(process.ok()).as(process.dump()).isTrue();
    return process.stdout().strip();
  }

  private static String frontend(String command) {
    return said(on("lyon", "alice", command));
  }

  private static List<String> nodes(String resources) {
    var job =
        frontend(
            "oarsub -t deploy -l \"%s,walltime=2:00:00\" 'sleep 3600' | sed -n 's/^OAR_JOB_ID=//p'"
                .formatted(resources));
    var wait = "until oarstat -sj %s | grep -q Running; do sleep 0.1; done; ".formatted(job);
    return frontend(wait + "oarstat -pj " + job + " | oarprint host -f -").lines().toList();
  }

  @Test
  void toolsTellOfTheNodeAndOfItsDeployment() {
    var node = nodes("{cluster='taurus'}/nodes=1").getFirst();
    var address = grid.addresses().apply(node);

    assertThat(said(on(node, "alice", "ip -4 addr show")))
        .startsWith("2: enp68s0f0: <")
        .contains("link/ether a0:36:9f:", "inet " + address + "/8 ");
    assertThat(said(on(node, "alice", "ip -o -4 addr")))
        .isEqualTo("2: enp68s0f0    inet " + address + "/8 scope global enp68s0f0");
    assertThat(said(on(node, "alice", "ip -br a"))).endsWith(" UP             " + address + "/8");
    assertThat(said(on(node, "alice", "ip link"))).contains("link/ether").doesNotContain("inet");
    assertThat(said(on(node, "alice", "ip -o link")))
        .startsWith("2: enp68s0f0: <")
        .contains(" link/ether a0:36:9f:")
        .doesNotContain("inet")
        .hasLineCount(1);
    assertThat(said(on(node, "alice", "ip route get 10.0.0.1")))
        .startsWith("10.0.0.1 dev enp68s0f0 src " + address);
    var other = on(node, "alice", "ip netns add x");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.stderr()).contains("'netns add x' is not simulated");
    assertThat(said(on(node, "alice", "hostname -i"))).isEqualTo(address);

    assertThat(said(on(node, "alice", "findmnt -n -o SOURCE /"))).isEqualTo("/dev/sda2");
    assertThat(said(on(node, "alice", "findmnt -no SOURCE,FSTYPE /"))).isEqualTo("/dev/sda2 ext4");
    assertThat(said(on(node, "alice", "findmnt")))
        .isEqualTo("TARGET SOURCE FSTYPE OPTIONS\n/ /dev/sda2 ext4 rw,relatime");
    assertThat(said(on(node, "alice", "findmnt -r -o source,target")))
        .isEqualTo("SOURCE TARGET\n/dev/sda2 /");
    assertThat(on(node, "alice", "findmnt /nowhere").exitCode()).isEqualTo(1);
    assertThat(on(node, "alice", "findmnt -o NOTHING").exitCode()).isEqualTo(1);

    assertThat(said(on(node, "alice", "sudo-g5k"))).isEmpty();
    assertThat(said(on(node, "alice", "sudo-g5k findmnt -n -o TARGET"))).isEqualTo("/");
    assertThat(said(on(node, "alice", "echo 'echo $((6 * 7))' | sudo-g5k -i"))).isEqualTo("42");
    assertThat(on(node, "alice", "sudo-g5k sh -c 'exit 7'").exitCode()).isEqualTo(7);

    frontend("kadeploy3 -k -e debian12-min -m " + node);
    assertThat(said(on(node, "root", "findmnt -n -o SOURCE /"))).isEqualTo("/dev/sda3");
    assertThat(said(on(node, "root", "mount"))).contains("/dev/sda3 on / type ext4");
    assertThat(said(on(node, "root", "ip -o -4 addr"))).contains(" inet " + address + "/8 ");
  }

  @Test
  void nodeIsReachedByTheNameOfTheVlanWhereItIs() {
    var node = nodes("{type='kavlan'}/vlan=1+/nodes=1").getFirst();
    var vlan = Integer.parseInt(frontend("kavlan -V").lines().findFirst().orElseThrow());
    var there = node.replaceFirst("\\.", "-kavlan-" + vlan + ".");
    var elsewhere = node.replaceFirst("\\.", "-kavlan-" + (vlan == 9 ? 8 : vlan + 1) + ".");
    var usual = said(on(node, "alice", "hostname -i"));
    reached(node, there, elsewhere);

    frontend("kavlan -s -i " + vlan + " -m " + node);
    reached(there, node, elsewhere);
    assertThat(said(on(there, "alice", "hostname -i"))).isNotEqualTo(usual);
    assertThat(said(bySsh(there.replace(grid.domain(), ""), "alice", "hostname -f")))
        .isEqualTo(node);
    assertThat(said(on("lyon", "alice", "ssh " + there + " hostname -f"))).isEqualTo(node);

    frontend("kadeploy3 -k -e debian12-min --vlan " + vlan + " -m " + node);
    assertThat(said(on(there, "root", "hostname -f"))).isEqualTo(node);

    frontend("kavlan -s -i DEFAULT -m " + node);
    reached(node, there, elsewhere);
    assertThat(said(on(node, "alice", "hostname -i"))).isEqualTo(usual);
  }

  private static void reached(String name, String... others) {
    assertThat(said(on(name, "alice", "hostname -f")))
        .isEqualTo(said(bySsh(name, "alice", "hostname -f")));
    for (var other : others) {
      assertThat(on(other, "alice", "true").ok()).as(other + " beside " + name).isFalse();
      assertThat(bySsh(other, "alice", "true").ok()).as(other + " beside " + name).isFalse();
    }
  }
}
