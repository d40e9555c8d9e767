package execo.internal.ssh.connecting;

import execo.host.EffectiveConnection;
import execo.host.HostKeyPolicy;
import execo.log.Log;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says in the log, once in this program, that host keys are not checked. Thread-safe. */
public final class UncheckedKeys {
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private UncheckedKeys() {}

  /** A connection is about to be used; says it if that one takes any key. */
  public static void tell(EffectiveConnection connection) {
    if (connection.hostKeys() == HostKeyPolicy.OFF && TOLD.compareAndSet(false, true)) {
      Log.program().info("host keys are not checked where host-keys is 'off'");
    }
  }
}
