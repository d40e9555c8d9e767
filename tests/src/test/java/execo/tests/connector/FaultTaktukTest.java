package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.tests.real.RealNetns;
import org.junit.jupiter.api.Test;

/**
 * The connector {@code taktuk} on hosts that fail. Needs the TakTuk of {@code services/taktuk.sh},
 * too.
 */
@RealNetns
class FaultTaktukTest extends CopyFaultContract {
  FaultTaktukTest() {
    super("taktuk");
  }

  @Override
  String fullDisk() {
    return "tar: ./file: ";
  }

  /** It forwards no ports, and says so. */
  @Override
  @Test
  void hostThatIsUnpluggedWhileAPortIsForwarded() {
    try (var program = program(netns.knownHosts(), FaultProgram.FORWARD, addresses(1))) {
      var result = results(program, 1).getFirst();
      assertThat(result.ok()).isFalse();
      assertThat(result.reason()).contains("taktuk forwards no ports");
    }
  }
}
