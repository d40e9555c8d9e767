package execo.cli.g5k;

import execo.g5k.planning.Element;
import execo.g5k.planning.Resources;
import execo.g5k.planning.Slot;
import execo.g5k.planning.Slots;
import execo.time.Durations;
import java.time.Duration;
import java.util.ArrayList;

/** Why there is no slot for what is wanted. */
final class Shortage {
  private Shortage() {}

  /**
   * A sentence that names what is never free in the numbers needed.
   *
   * @param wanted what was asked for, where 0 is all that can be had
   * @param needed what a slot must have of it
   */
  static String of(Slots slots, Duration walltime, Resources wanted, Resources needed) {
    var scarce = new ArrayList<String>();
    wanted
        .asMap()
        .forEach((element, number) -> {
          int most = slots.stream().mapToInt(slot -> free(slot, element, wanted)).max().orElse(0);
          if (most < needed.count(element)) {
            scarce.add("%s=%d (at most %d)".formatted(element, number, most));
          }
        });
    return "never free at once for %s, %s: %s"
        .formatted(
            Durations.format(walltime),
            slots.planning().period(),
            scarce.isEmpty() ? wanted : String.join(", ", scarce));
  }

  private static int free(Slot slot, Element element, Resources wanted) {
    return element instanceof Element.Kavlan ? slot.vlans(wanted) : slot.count(element);
  }
}
