package execo.process;

import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.internal.os.Guard;
import execo.internal.os.Threads;
import execo.log.Log;
import java.util.concurrent.atomic.AtomicBoolean;

/** Applies the configuration to the guard, before the first child, and tells once if it failed. */
final class GuardSetting {
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  static {
    if (!Configuration.current().get(ExecoSettings.KILL_CHILDREN_AT_END)) {
      Guard.disable();
    }
  }

  private GuardSetting() {}

  /** Called before each start. */
  static void apply() {
    Threads.prepare();
    Guard.fault()
        .filter(fault -> TOLD.compareAndSet(false, true))
        .ifPresent(fault ->
            Log.program().warn("processes will not be ended if this program is killed: " + fault));
  }
}
