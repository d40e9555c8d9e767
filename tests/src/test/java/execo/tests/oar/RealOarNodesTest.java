package execo.tests.oar;

import static execo.Execo.remote;
import static org.assertj.core.api.Assertions.assertThat;

import execo.tests.real.RealOar;
import org.junit.jupiter.api.Test;

@RealOar
class RealOarNodesTest extends NodesContract {
  @Override
  OarUnderTest site() {
    return new RealOarSite();
  }

  /** There is no kadeploy: the service lets in root as a deployment would. */
  @Test
  void nodesOfDeployJobsLetRootIn() {
    var node = oar.nodes(start(nodes(1).withTypes("deploy")), LONG);
    try (var root = remote("id -un", node, site.bySsh().withUser("root")).timeout(LONG).run()) {
      assertThat(root.processes().getFirst().stdout().strip()).isEqualTo("root");
    }
  }

  /** Who connects as oar, by a job's key, is the owner of the job then. */
  @Test
  void jobKeyMeansTheOwnerOfTheJob() {
    var node = oar.nodes(start(nodes(1)), LONG);
    try (var owner = remote("id -un; echo $USER", node, site.byJobKey()).timeout(LONG).run()) {
      assertThat(owner.processes().getFirst().stdout().strip())
          .isEqualTo(site.user() + "\n" + site.user());
    }
  }
}
