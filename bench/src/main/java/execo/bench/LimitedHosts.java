package execo.bench;

import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.ManagedProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The hosts of {@code services/netns.sh}, seen from its control side, where this program runs:
 * their links, and the one of this side, are as slow as {@code bench/run} made them.
 *
 * @param hosts the hosts
 * @param connection how to connect to them
 * @param script breaks and heals them
 * @param configuration a configuration of ssh by which all of them are reached
 */
record LimitedHosts(
    List<Host> hosts, ConnectionParams connection, String script, String configuration) {

  static LimitedHosts of(int count) {
    var connection =
        ConnectionParams.none()
            .withUser(environment("USER"))
            .withKeyFile(Path.of(environment("KEY")))
            .withHostKeys(HostKeyPolicy.STRICT)
            .withKnownHosts(Path.of(environment("KNOWN_HOSTS")));
    return new LimitedHosts(
        IntStream.rangeClosed(1, count).mapToObj(i -> Host.of("10.98.0." + i)).toList(),
        connection,
        environment("SCRIPT"),
        environment("CONFIG"));
  }

  private static String environment(String name) {
    var value = System.getenv("EXECO_TEST_NETNS_" + name);
    if (value == null) {
      throw new IllegalStateException("run this by bench/run");
    }
    return value;
  }

  /** Removes a file of this name from all. */
  void clear(String name) {
    require(new Remote("rm -rf " + name, hosts, connection).run().processes());
  }

  /** All must have a file of this name and size. */
  void requireFile(String name, long size) {
    var sizes = new Remote("stat -c %s " + name, hosts, connection).run().processes();
    require(sizes);
    if (!sizes.stream().allMatch(p -> p.stdout().strip().equals(String.valueOf(size)))) {
      throw new IllegalStateException("not all of the file is there");
    }
  }

  /** All must have done well. */
  static void require(List<ManagedProcess> processes) {
    for (var process : processes) {
      if (!process.ok()) {
        throw new IllegalStateException(process.dump());
      }
    }
  }
}
