package execo.g5k.picture;

import execo.g5k.api.ReferenceData;
import java.time.Clock;
import java.time.Instant;

/**
 * What a picture says of its making: when it was drawn, and the version of the reference data
 * behind it, empty if that is not known.
 */
public record Stamp(Instant date, String version) {
  /** Drawn now, from reference data whose version is not known. */
  public static Stamp now() {
    return new Stamp(Instant.now(), "");
  }

  /** Drawn now, from these reference data. */
  public static Stamp now(ReferenceData data) {
    return of(Clock.systemUTC(), data);
  }

  /** Drawn at what a clock says, from these reference data. */
  public static Stamp of(Clock clock, ReferenceData data) {
    return new Stamp(clock.instant(), data.version());
  }
}
