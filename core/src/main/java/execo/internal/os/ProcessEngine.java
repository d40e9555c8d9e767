package execo.internal.os;

import execo.spi.Child;
import execo.spi.ChildListener;

/**
 * Starts children and tells what becomes of them.
 *
 * <p>Thread-safe. One engine serves the whole program; {@link ProcessEngines#system()} chooses it.
 */
public interface ProcessEngine {

  /**
   * Asks for a child and returns at once; everything that happens to it, a failed start included,
   * is told to the listener.
   */
  Child spawn(SpawnRequest request, ChildListener listener);

  /** The engine's name as the system property {@code execo.engine} spells it. */
  String name();

  /** Whether children can have a pseudo-terminal. */
  boolean supportsPty();
}
