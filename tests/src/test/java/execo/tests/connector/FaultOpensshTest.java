package execo.tests.connector;

import execo.tests.real.RealNetns;

/** The connector {@code openssh} on hosts that fail. */
@RealNetns
class FaultOpensshTest extends FaultContract {
  FaultOpensshTest() {
    super("openssh");
  }
}
