package execo.tests.connector;

import execo.tests.real.RealNetns;

/** The connector {@code openssh} on hosts that fail. */
@RealNetns
class FaultOpensshTest extends CopyFaultContract {
  FaultOpensshTest() {
    super("openssh");
  }

  /** The user's scp writes into the file itself. */
  @Override
  boolean hidesParts() {
    return false;
  }

  /** Of a full disk SFTP knows no more than that it is a failure. */
  @Override
  String fullDisk() {
    return "small/file";
  }
}
