package execo.g5k.kadeploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KadeployOutputTest {
  private static KadeployOutput read(String text) {
    var output = new KadeployOutput(".grid5000.fr");
    text.lines().forEach(output::line);
    return output;
  }

  /** What the client 3.3 prints. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void goodAndBadNodes(String end) {
    var output =
        read(
            """
            Deployment #D-1 started
            taurus-9.lyon.grid5000.fr
            Launching a deployment...
            Deployment #D-1 done

            The deployment is successful on nodes
            taurus-1.lyon.grid5000.fr
            abacus22-3.rennes.grid5000.fr
            The deployment failed on nodes
            taurus-2.lyon.grid5000.fr (Not successfully rebooted)
            taurus-4.lyon.grid5000.fr
            some other line
            """
                .replace("\n", end));
    assertThat(output.deployed())
        .containsExactly("taurus-1.lyon.grid5000.fr", "abacus22-3.rennes.grid5000.fr");
    assertThat(output.undeployed())
        .containsEntry("taurus-2.lyon.grid5000.fr", "Not successfully rebooted")
        .containsEntry("taurus-4.lyon.grid5000.fr", "")
        .hasSize(2);
  }

  @Test
  void titlesOfOldClients() {
    var output =
        read(
            """
            Nodes correctly deployed on cluster taurus
            taurus-1.lyon.grid5000.fr
            Nodes not correctly deployed on cluster taurus
            taurus-2.lyon.grid5000.fr (why)
            """);
    assertThat(output.deployed()).containsExactly("taurus-1.lyon.grid5000.fr");
    assertThat(output.undeployed()).containsOnlyKeys("taurus-2.lyon.grid5000.fr");
  }

  @Test
  void nodesOfOtherDomainsAreNone() {
    var output = read("The deployment is successful on nodes\ntaurus-1.lyon.example.org\n");
    assertThat(output.deployed()).isEmpty();
  }
}
