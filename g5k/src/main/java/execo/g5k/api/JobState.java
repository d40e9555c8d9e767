package execo.g5k.api;

import java.util.Locale;

/** The states that OAR gives a job. */
public enum JobState {
  WAITING,
  HOLD,
  TO_LAUNCH,
  TO_ERROR,
  TO_ACK_RESERVATION,
  LAUNCHING,
  RUNNING,
  SUSPENDED,
  RESUMING,
  FINISHING,
  TERMINATED,
  ERROR,
  /** One that this program does not know. */
  UNKNOWN;

  /** The state that OAR or the API calls so, in any case: {@code toLaunch}, {@code tolaunch}. */
  public static JobState of(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    for (JobState state : values()) {
      if (state.apiName().equals(plain)) {
        return state;
      }
    }
    return UNKNOWN;
  }

  /** The name that the API has for it, {@code tolaunch}. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** Whether the job is over and stays so. */
  public boolean over() {
    return this == TERMINATED || this == ERROR;
  }
}
