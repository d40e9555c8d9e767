package execo.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EffectiveConnectionTest {
  private static final List<String> OWN_FILE = List.of("-F", "hosts.conf");

  @Test
  void taktukConnectsWithTheOptionsOfSsh() {
    var params = ConnectionParams.none().withSshOptions(OWN_FILE);
    assertThat(connection(params).taktukConnectorOptions()).isEqualTo(OWN_FILE);
  }

  @Test
  void taktukHasOptionsOfItsOwnIfSet() {
    var params =
        ConnectionParams.none().withSshOptions(OWN_FILE).withTaktukConnectorOptions(List.of("-A"));
    assertThat(connection(params).taktukConnectorOptions()).containsExactly("-A");
  }

  private static EffectiveConnection connection(ConnectionParams params) {
    return EffectiveConnection.of(Host.of("node-1"), params, ConnectionParams.defaults());
  }
}
