package execo.g5k.picture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Colours that people with any colour vision can tell apart: chosen so that the least difference of
 * two of them, as such people see them, is as great as could be found. Where there are more things
 * than colours, patterns tell them apart.
 */
final class Palette {
  /** For areas, dots and outlines on white. */
  static final List<String> COLOURS =
      List.of(
          "#6d6dff", "#dbb600", "#ff6d92", "#92b6ff", "#6dff92", "#db0092", "#929200", "#b6dbff",
          "#6d4900", "#24246d", "#0000db", "#492400");

  /** For areas beside {@link #BUSY} ones: all much lighter. */
  static final List<String> LIGHT =
      List.of("#9999ee", "#ddcc66", "#77ddff", "#cc9922", "#00bb99", "#ccffcc");

  static final String BUSY = "#666666";
  static final String INK = "#222222";
  static final String FAINT = "#d8d8d8";

  private Palette() {}

  /** A fill for each name, by their order: all colours, then all with the next pattern. */
  static Map<String, Fill> of(Collection<String> names) {
    return of(names, COLOURS);
  }

  /** The same in light colours. */
  static Map<String, Fill> light(Collection<String> names) {
    return of(names, LIGHT);
  }

  private static Map<String, Fill> of(Collection<String> names, List<String> colours) {
    var all = List.copyOf(all(colours));
    var fills = new LinkedHashMap<String, Fill>();
    for (var name : new TreeSet<>(names)) {
      fills.put(name, all.get(fills.size() % all.size()));
    }
    return fills;
  }

  /** All that differ, those without a pattern first. */
  private static SequencedSet<Fill> all(List<String> colours) {
    var all = new LinkedHashSet<Fill>();
    for (var pattern : Pattern.values()) {
      colours.forEach(colour -> all.add(new Fill(colour, pattern)));
    }
    return all;
  }

  /**
   * A fill for each thing, where things of a group have its colour with different patterns. Groups
   * that are larger than the number of patterns take what is left over by others.
   */
  static <T> Map<T, Fill> grouped(List<List<T>> groups) {
    var free = all(COLOURS);
    var fills = new LinkedHashMap<T, Fill>();
    var rest = new ArrayList<T>();
    for (int i = 0; i < groups.size(); i++) {
      var colour = COLOURS.get(i % COLOURS.size());
      var own = new ArrayDeque<>(free.stream().filter(f -> f.colour().equals(colour)).toList());
      for (var thing : groups.get(i)) {
        if (own.isEmpty()) {
          rest.add(thing);
        } else {
          free.remove(own.peek());
          fills.put(thing, own.remove());
        }
      }
    }
    for (var thing : rest) {
      if (free.isEmpty()) {
        free.addAll(all(COLOURS));
      }
      fills.put(thing, free.removeFirst());
    }
    return fills;
  }

  /** A colour with a share of another one. */
  static String mixed(String colour, String other, double share) {
    var out = new StringBuilder("#");
    for (int i = 1; i < 7; i += 2) {
      double one = Integer.parseInt(colour.substring(i, i + 2), 16);
      double two = Integer.parseInt(other.substring(i, i + 2), 16);
      out.append("%02x".formatted(Math.round(one + (two - one) * share)));
    }
    return out.toString();
  }
}
