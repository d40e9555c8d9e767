package execo.tests.chain;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.ChainPut;
import execo.host.Host;
import execo.testbed.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChainPutTest {
  private final Fleet fleet = Fleet.start(10);

  @TempDir Path local;

  @AfterEach
  void end() {
    fleet.close();
  }

  private ChainPut put(List<Host> hosts, String target, Path... files) {
    var paths = List.of(files).stream().map(Path::toString).toList();
    return new ChainPut(hosts, paths, target, fleet.connection());
  }

  private Path file(String name, int size) throws IOException {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Files.write(local.resolve(name), bytes);
  }

  @Test
  void allHostsGetTheFile() throws Exception {
    var file = file("big", 20_000_000);
    var put = put(fleet.hosts(), ".", file).run();
    for (var process : put.processes()) {
      assertThat(process.finishedOk()).as(process.dump()).isTrue();
    }
    for (var host : fleet.hosts()) {
      assertThat(fleet.home(host).resolve("big")).hasSameBinaryContentAs(file);
      try (var list = Files.list(fleet.home(host))) {
        assertThat(list.map(p -> p.getFileName().toString())).containsExactly("big");
      }
    }
  }
}
