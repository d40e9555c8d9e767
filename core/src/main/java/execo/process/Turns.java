package execo.process;

/**
 * Decides when each of several processes starts; see {@link ProcessBase#enroll}. Told on threads
 * that must not be blocked; thread-safe.
 */
public interface Turns {

  /** An attempt has failed; another follows after a pause. */
  void pauses(ProcessBase<?> process);

  /** The pause is over: it may be started again. */
  void isDue(ProcessBase<?> process);
}
