package execo.g5k.oar;

import java.util.Locale;

/** Where a job stands; the states of OAR 2.5. */
public enum JobState {
  /** Not started; maybe predicted or reserved. */
  WAITING,
  /** Kept from being started by its owner. */
  HOLD,
  /** About to be launched. */
  TO_LAUNCH,
  /** About to fail. */
  TO_ERROR,
  /** A reservation whose answer is under way. */
  TO_ACK_RESERVATION,
  /** Its nodes are being prepared. */
  LAUNCHING,
  /** Its nodes are there. */
  RUNNING,
  /** Halted, its nodes may be used by others. */
  SUSPENDED,
  /** Going on after having been halted. */
  RESUMING,
  /** Its nodes are being cleaned up. */
  FINISHING,
  /** Its command ended by itself. */
  TERMINATED,
  /** Deleted, out of time, driven out by another job, or failed. */
  ERROR,
  /** A state that this version does not know. */
  UNKNOWN;

  /** The state that OAR or the API of Grid'5000 spells so: {@code toLaunch}, {@code running}. */
  public static JobState of(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    for (JobState state : values()) {
      if (state.name().replace("_", "").toLowerCase(Locale.ROOT).equals(plain)) {
        return state;
      }
    }
    return UNKNOWN;
  }

  /** Whether a job in this state has ended and stays so. */
  public boolean over() {
    return this == TERMINATED || this == ERROR;
  }
}
