package execo.tests.kadeploy;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.kadeploy.Deploy;
import execo.g5k.kadeploy.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Deployments by kadeploy3 on the frontends. */
class CommandDeployTest extends DeployContract {
  @Override
  Deploy through(Deploy deploy) {
    return deploy;
  }

  @Test
  void environmentMayBeAFileOfTheFrontend() throws IOException {
    var nodes = jobs().nodes("lyon", 1);
    var file = Deployment.of(nodes).withEnvFile("mine.dsc");
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    deploy(file).onStderr((site, line) -> lines.add(site + ": " + line.strip())).run();
    assertThat(lines).containsExactly("lyon: The file 'mine.dsc' does not exist");

    var home = jobs().grid().home("lyon", jobs().grid().user());
    Files.writeString(home.resolve("mine.dsc"), "name: mine\n");
    assertThat(deploy(file).run().deployed()).isEqualTo(nodes);
  }

  @Test
  void keysOfTheFrontendOpenTheNodes() {
    var nodes = jobs().nodes("lyon", 1);
    deploy(Deployment.of(nodes).withEnvName("debian12-min").withOptions("-V 4")).run();
    assertThat(asRoot(nodes, "echo in")).containsExactly("in");
  }
}
