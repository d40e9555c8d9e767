package execo.tests.kadeploy;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.api.G5kApi;
import execo.g5k.kadeploy.Deploy;
import execo.g5k.kadeploy.Deployment;
import execo.host.ConnectionParams;
import execo.process.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments through the API. */
class ApiDeployTest extends DeployContract {
  @TempDir Path directory;

  @Override
  Deploy through(Deploy deploy) {
    return deploy.throughApi(G5kApi.of(jobs().settings()), "");
  }

  @Test
  void keysThatAreGivenOpenTheNodes() throws IOException {
    Path key = directory.resolve("key");
    var made =
        new LocalProcess(List.of("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", key.toString()))
            .run();
    assertThat(made.ok()).as(made.dump()).isTrue();
    var nodes = jobs().nodes("lyon", 1);
    var withKey =
        ConnectionParams.none()
            .withUser("root")
            .withKeyFile(key)
            .withSshOptions(
                List.of(
                    "-F", "/dev/null", "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none"));
    var connection = jobs().grid().connection().overlay(withKey);
    var deployment = Deployment.of(nodes).withEnvName("debian12-min");
    var settings = jobs().settings();
    var api = G5kApi.of(settings);
    assertThat(
            Deploy.of(deployment, settings)
                .throughApi(api, Files.readString(directory.resolve("key.pub")))
                .nodeConnection(connection)
                .run()
                .deployed())
        .isEqualTo(nodes);
    assertThat(
            Deploy.of(deployment, settings)
                .throughApi(api, "")
                .noCheck()
                .run()
                .deployed())
        .isEqualTo(nodes);
    assertThat(
            Deploy.of(deployment, settings)
                .nodeConnection(connection)
                .tries(0)
                .run()
                .deployed())
        .as("without the key")
        .isEmpty();
  }
}
