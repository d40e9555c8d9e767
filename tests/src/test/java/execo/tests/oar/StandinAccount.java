package execo.tests.oar;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.config.Secret;
import execo.g5k.G5kSettings;
import execo.host.ConnectionParams;
import execo.testbed.grid5000.Grid5000Testbed;
import java.io.StringReader;
import java.net.URI;
import java.util.Optional;

/** An account of the stand-in Grid'5000. */
public final class StandinAccount {
  private StandinAccount() {}

  /** The settings of an account: frontends by ssh, and the API from outside, with a password. */
  public static G5kSettings settings(Grid5000Testbed grid, String user) {
    var configuration =
        Configuration.parse("the stand-in", new StringReader(grid.configuration()))
            .withFrontendConnection(ConnectionParams.none().withUser(user));
    return G5kSettings.of(configuration)
        .with(G5kKeys.API_URI, URI.create(grid.api() + "/"))
        .with(G5kKeys.API_USERNAME, Optional.of(user))
        .with(G5kKeys.API_PASSWORD, Optional.of(new Secret(grid.password(user))));
  }
}
