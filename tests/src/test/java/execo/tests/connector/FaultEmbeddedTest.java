package execo.tests.connector;

import execo.tests.real.RealNetns;

/** The connector {@code embedded} on hosts that fail. */
@RealNetns
class FaultEmbeddedTest extends FaultContract {
  FaultEmbeddedTest() {
    super("embedded");
  }
}
