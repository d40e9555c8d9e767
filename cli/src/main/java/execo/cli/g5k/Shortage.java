package execo.cli.g5k;

import execo.g5k.planning.Element;
import execo.g5k.planning.Resources;
import execo.g5k.planning.Slots;
import execo.time.Durations;
import java.time.Duration;
import java.util.ArrayList;

/** Why there is no slot for what is wanted. */
final class Shortage {
  private Shortage() {}

  /** A sentence that names what is never free in the numbers wanted. */
  static String of(Slots slots, Duration walltime, Resources wanted) {
    var scarce = new ArrayList<String>();
    wanted
        .asMap()
        .forEach((element, number) -> {
          if (!(element instanceof Element.Kavlan)) {
            int most = slots.stream().mapToInt(slot -> slot.count(element)).max().orElse(0);
            if (most < number) {
              scarce.add("%s=%d (at most %d)".formatted(element, number, most));
            }
          }
        });
    return "never free at once for %s, %s: %s"
        .formatted(
            Durations.format(walltime),
            slots.planning().period(),
            scarce.isEmpty() ? wanted : String.join(", ", scarce));
  }
}
