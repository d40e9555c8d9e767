package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.tests.real.RealNetns;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The connector {@code embedded} on hosts that fail. */
@RealNetns
class FaultEmbeddedTest extends FaultContract {
  private static final int TWO_THIRDS = 2_800_000;

  FaultEmbeddedTest() {
    super("embedded");
  }

  /** The directory {@code small} of each host holds 4 MiB. */
  @Test
  void fullDiskEndsTheCopyToThatHostAndLeavesNothing() throws Exception {
    var file = Files.write(directory.resolve("file"), new byte[TWO_THIRDS]);
    var small = netns.key().resolveSibling("home").resolve("small");
    service("exec", "h1", "sh", "-c", "head -c " + TWO_THIRDS + " /dev/zero >" + small + "/filler");
    try (var program =
        program(
            netns.knownHosts(), FaultProgram.PUT + " " + file + " small/file", addresses(1, 2))) {
      var results = results(program, 2);
      assertThat(results.getFirst().ok()).isFalse();
      assertThat(results.getFirst().exitCode()).isEqualTo("1");
      assertThat(program.stdout().lines().filter(line -> line.startsWith("said")))
          .containsExactly("said 0 small/file: No space left on device");
      assertOk(results.getLast());
      assertThat(service("exec", "h1", "ls", "-A", small.toString()).stdout())
          .isEqualTo("filler\n");
      assertThat(service("exec", "h2", "stat", "-c", "%s", small + "/file").stdout())
          .isEqualTo(TWO_THIRDS + "\n");
    } finally {
      for (var host : new String[] {"h1", "h2"}) {
        service("exec", host, "sh", "-c", "rm -f " + small + "/*");
      }
    }
  }
}
