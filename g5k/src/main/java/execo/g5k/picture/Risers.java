package execo.g5k.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines from the backbone down to the frames of sites that are in one row. */
final class Risers {
  private static final double LANE = 7;
  private static final double STUB = 7;

  private record Riser(double from, double to, long rate) {
    double left() {
      return Math.min(from, to);
    }

    double right() {
      return Math.max(from, to);
    }

    boolean isStraight() {
      return right() - left() < 0.5;
    }
  }

  private final List<Riser> risers = new ArrayList<>();
  private final List<List<Riser>> lanes = new ArrayList<>();

  Risers(BackboneBand backbone, List<Uplinks.Port> ports) {
    Map<String, List<Uplinks.Port>> byEnd = new LinkedHashMap<>();
    ports.stream()
        .sorted(Comparator.comparingDouble(Uplinks.Port::x))
        .forEach(port -> byEnd.computeIfAbsent(port.end(), _ -> new ArrayList<>()).add(port));
    byEnd.forEach((end, some) -> {
      for (int i = 0; i < some.size(); i++) {
        double shift = (i - (some.size() - 1) / 2.0) * STUB;
        var port = some.get(i);
        risers.add(new Riser(backbone.middle(end) + shift, port.x(), port.rate()));
      }
    });
    risers.stream()
        .filter(riser -> !riser.isStraight())
        .sorted(Comparator.comparingDouble(riser -> riser.right() - riser.left()))
        .forEach(this::lane);
  }

  /** Finds a height at which it can go to the side without touching others. */
  private void lane(Riser riser) {
    for (var lane : lanes) {
      if (lane.stream()
          .allMatch(other -> other.right() < riser.left() || riser.right() < other.left())) {
        lane.add(riser);
        return;
      }
    }
    lanes.add(new ArrayList<>(List.of(riser)));
  }

  double height() {
    return Math.max(30, 22 + lanes.size() * LANE);
  }

  void draw(List<Shape> shapes, double y) {
    double bottom = y + height();
    for (var riser : risers) {
      if (riser.isStraight()) {
        shapes.add(Rate.line(new double[] {riser.to(), y, riser.to(), bottom}, riser.rate()));
      }
    }
    for (int i = 0; i < lanes.size(); i++) {
      double bend = bottom - 12 - i * LANE;
      for (var riser : lanes.get(i)) {
        shapes.add(
            Rate.line(
                new double[] {
                  riser.from(), y, riser.from(), bend, riser.to(), bend, riser.to(), bottom
                },
                riser.rate()));
      }
    }
  }
}
