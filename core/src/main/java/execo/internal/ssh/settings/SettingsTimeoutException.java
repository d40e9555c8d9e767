package execo.internal.ssh.settings;

import execo.time.Durations;
import java.io.IOException;
import java.time.Duration;

/** That ssh has not told in time which settings hold for a host. */
public final class SettingsTimeoutException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * One that says so.
   *
   * @param deadline how long was waited
   */
  public SettingsTimeoutException(Duration deadline) {
    super(
        "ssh -G has not told the settings of the host within "
            + Durations.format(deadline)
            + "; see what 'Match exec' runs in the configuration of ssh");
  }
}
