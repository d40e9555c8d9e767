package execo.testbed.grid5000.internal.oar;

import java.util.Locale;

/** The states of a job, by the names that OAR gives them. */
public enum JobState {
  /** Not started yet. */
  WAITING("Waiting"),
  /** Waiting until its owner resumes it. */
  HOLD("Hold"),
  /** Chosen to be started. */
  TO_LAUNCH("toLaunch"),
  /** Asked to end. */
  TO_ERROR("toError"),
  /** A reservation being checked. */
  TO_ACK_RESERVATION("toAckReservation"),
  /** Its nodes are being prepared. */
  LAUNCHING("Launching"),
  /** Running. */
  RUNNING("Running"),
  /** Its nodes are being cleaned. */
  FINISHING("Finishing"),
  /** Ended by itself. */
  TERMINATED("Terminated"),
  /** Ended by something else, or never started. */
  ERROR("Error");

  private final String text;

  JobState(String text) {
    this.text = text;
  }

  /** As the tools print it. */
  public String text() {
    return text;
  }

  /** As the API prints it. */
  public String lower() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether nothing follows. */
  public boolean over() {
    return this == TERMINATED || this == ERROR;
  }

  /** Whether it has not been started. */
  public boolean pending() {
    return this == WAITING || this == HOLD || this == TO_ACK_RESERVATION;
  }

  /** Whether it holds resources. */
  public boolean holds() {
    return !over() && !pending() && this != TO_ERROR;
  }
}
