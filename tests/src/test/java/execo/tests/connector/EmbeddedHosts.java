package execo.tests.connector;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.LocalProcess;
import execo.testbed.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The hosts of one embedded fleet, which ends with the JVM. */
final class EmbeddedHosts implements HostsUnderTest {
  static final EmbeddedHosts SHARED = new EmbeddedHosts(Fleet.start(60));

  private final Fleet fleet;
  private final Path otherKey;

  private EmbeddedHosts(Fleet fleet) {
    this.fleet = fleet;
    otherKey = fleet.directory().resolve("other_id");
    new LocalProcess(
            List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", otherKey.toString()))
        .run();
  }

  @Override
  public List<Host> hosts(int count) {
    return fleet.hosts(count);
  }

  @Override
  public ConnectionParams connection() {
    return fleet.connection();
  }

  @Override
  public String hostKey() {
    try {
      var line = Files.readString(Objects.requireNonNull(fleet.connection().knownHosts()));
      return line.substring(line.indexOf(' ') + 1).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path otherKey() {
    return otherKey;
  }

  @Override
  public Path home(Host host) {
    return fleet.home(host);
  }

  @Override
  public void disconnect(Host host, List<ProcessHandle> processes) {
    fleet.disconnect(host);
  }
}
