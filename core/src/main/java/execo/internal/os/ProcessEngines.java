package execo.internal.os;

import execo.internal.os.jdk.JdkEngine;
import execo.internal.os.linux.SpawnEngine;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the process engine once for the whole program: what the system property {@value
 * #PROPERTY} names, else the one for Linux where the machine has all that it needs, else the one of
 * the JDK.
 */
public final class ProcessEngines {
  /** The system property that names the engine: {@code spawn} or {@code jdk}. */
  public static final String PROPERTY = "execo.engine";

  private static volatile @Nullable ProcessEngine system;

  private ProcessEngines() {}

  /**
   * The engine that serves this program. Thread-safe.
   *
   * @throws IllegalArgumentException if the property {@value #PROPERTY} names none
   * @throws IllegalStateException if it names one that cannot work on this machine
   */
  public static ProcessEngine system() {
    ProcessEngine engine = system;
    return engine != null ? engine : choose();
  }

  private static synchronized ProcessEngine choose() {
    ProcessEngine engine = system;
    if (engine == null) {
      engine = create(System.getProperty(PROPERTY));
      system = engine;
    }
    return engine;
  }

  /** A new engine of this name; null is the best for this machine. */
  static ProcessEngine create(@Nullable String name) {
    if (name == null) {
      return SpawnEngine.isAvailable() ? new SpawnEngine() : new JdkEngine();
    }
    return switch (name) {
      case SpawnEngine.NAME -> {
        if (!SpawnEngine.isAvailable()) {
          throw new IllegalStateException(
              "the process engine \"spawn\" needs Linux with glibc 2.34 and kernel 5.3 or newer,"
                  + " and --enable-native-access; use -D"
                  + PROPERTY
                  + "=jdk");
        }
        yield new SpawnEngine();
      }
      case JdkEngine.NAME -> new JdkEngine();
      default ->
          throw new IllegalArgumentException(
              "unknown process engine \"" + name + "\" in " + PROPERTY + ": spawn or jdk");
    };
  }
}
