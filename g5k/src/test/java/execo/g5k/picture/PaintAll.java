package execo.g5k.picture;

import execo.g5k.planning.Plannings;
import execo.g5k.topology.ManySites;
import java.nio.file.Path;
import java.time.Duration;

/** A program that paints large pictures into a directory. */
public final class PaintAll {
  static final int[] SIZES = {300, 1000};

  private PaintAll() {}

  /** Paints networks and a planning; argument: the directory. */
  public static void main(String[] args) {
    var directory = Path.of(args[0]);
    for (int size : SIZES) {
      var topology = Samples.topology(size);
      Pictures.drawTopology(topology).save(directory.resolve(size + ".png"));
      Pictures.drawUnfoldedTopology(topology).save(directory.resolve(size + "-unfolded.png"));
    }
    var data = ManySites.data();
    var planning = Samples.planning(data, Duration.ofDays(28), data.sites());
    Pictures.drawGantt(planning).save(directory.resolve("gantt.png"));
    var slots = Plannings.computeSlots(planning, Duration.ofHours(1));
    Pictures.drawSlots(slots).save(directory.resolve("slots.png"));
  }
}
