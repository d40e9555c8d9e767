package execo.tests.connector;

import execo.tests.real.RealNetns;

/** The connector {@code auto} on hosts that fail. */
@RealNetns
class FaultAutoTest extends CopyFaultContract {
  FaultAutoTest() {
    super("auto");
  }

  /** It may take the user's scp. */
  @Override
  boolean hidesParts() {
    return false;
  }

  @Override
  String fullDisk() {
    return "small/file";
  }
}
