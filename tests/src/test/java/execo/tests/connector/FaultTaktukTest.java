package execo.tests.connector;

import execo.tests.real.RealNetns;

/**
 * The connector {@code taktuk} on hosts that fail. Needs the TakTuk of {@code services/taktuk.sh},
 * too.
 */
@RealNetns
class FaultTaktukTest extends FaultContract {
  FaultTaktukTest() {
    super("taktuk");
  }
}
