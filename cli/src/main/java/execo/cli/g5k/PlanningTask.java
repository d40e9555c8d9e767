package execo.cli.g5k;

import execo.g5k.api.G5kApi;
import execo.g5k.planning.Planning;
import execo.g5k.planning.PlanningRequest;
import execo.g5k.planning.Plannings;
import execo.g5k.planning.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** A command that looks at when hosts are free. */
abstract class PlanningTask extends Task {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private PlanningOptions options;

  private final Map<String, String> missing = new LinkedHashMap<>();

  final PlanningOptions options() {
    return options;
  }

  /** The planning; of a site that does not answer it is told why, and it is left out. */
  final Planning look(Platform platform, PlanningRequest request) {
    return Plannings.planning(
        G5kApi.current(),
        platform,
        request,
        (site, e) -> {
          if (!e.unreachable()) {
            throw e;
          }
          missing.put(site, line(e));
          complain(site + " is left out: " + line(e));
        });
  }

  /** The sites that did not answer, and why. */
  final Map<String, String> missing() {
    return missing;
  }

  /** What to end with if all is well but for the sites that did not answer. */
  final int code() {
    return missing.isEmpty() ? 0 : UNREACHED;
  }
}
