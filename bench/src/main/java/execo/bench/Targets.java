package execo.bench;

import execo.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The hosts of a benchmark: addresses of this machine, on which a real sshd listens.
 *
 * @param hosts the hosts
 * @param list a file with an address a line
 * @param configuration a configuration of ssh by which all of them are reached
 */
record Targets(List<Host> hosts, Path list, Path configuration) implements AutoCloseable {

  static Targets of(int count) throws IOException {
    var addresses =
        IntStream.range(0, count)
            .mapToObj(i -> "127.77.%s.%s".formatted(i / 250, i % 250 + 1))
            .toList();
    var list = Files.createTempFile("execo-bench-", ".hosts");
    Files.write(list, addresses);
    return new Targets(
        addresses.stream().map(Host::of).toList(),
        list,
        Path.of(System.getProperty("execo.bench.ssh", "/dev/null")));
  }

  @Override
  public void close() throws IOException {
    Files.delete(list);
  }
}
