package execo.tests.connector;

import execo.tests.real.RealNetns;

/** The connector {@code embedded} on hosts that fail. */
@RealNetns
class FaultEmbeddedTest extends CopyFaultContract {
  FaultEmbeddedTest() {
    super("embedded");
  }

  @Override
  String fullDisk() {
    return "said 0 small/file: No space left on device";
  }
}
