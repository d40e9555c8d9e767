package execo.tests.connector;

import execo.host.ConnectionParams;
import execo.host.Host;
import java.nio.file.Path;
import java.util.List;

/**
 * Hosts reached through a connector.
 *
 * @param connector its name
 * @param hosts the hosts
 */
record Through(String connector, HostsUnderTest hosts) implements HostsUnderTest {
  @Override
  public List<Host> hosts(int count) {
    return hosts.hosts(count);
  }

  @Override
  public ConnectionParams connection() {
    return hosts.connection().withConnector(connector);
  }

  @Override
  public String hostKey() {
    return hosts.hostKey();
  }

  @Override
  public Path otherKey() {
    return hosts.otherKey();
  }

  @Override
  public Path home(Host host) {
    return hosts.home(host);
  }

  @Override
  public boolean terminals() {
    return hosts.terminals() && !connector.equals("taktuk");
  }

  @Override
  public void disconnect(Host host, List<ProcessHandle> processes) {
    hosts.disconnect(host, processes);
  }
}
