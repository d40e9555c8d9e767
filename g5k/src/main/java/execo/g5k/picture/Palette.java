package execo.g5k.picture;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Colours that people with any colour vision can tell apart: chosen so that the least difference of
 * two of the first twelve, as such people see them, is as great as could be found.
 */
final class Palette {
  static final List<String> COLOURS =
      List.of(
          "#6d6dff", "#dbb600", "#ff6d92", "#92b6ff", "#6dff92", "#db0092", "#929200", "#b6dbff",
          "#6d4900", "#24246d", "#0000db", "#492400", "#004949", "#6d6db6", "#9292db", "#ffdb24");

  static final String BUSY = "#666666";
  static final String INK = "#222222";
  static final String FAINT = "#d8d8d8";

  private Palette() {}

  /** A colour for each name, by their order; past the last colour they come again, darker. */
  static Map<String, String> of(Collection<String> names) {
    var colours = new LinkedHashMap<String, String>();
    for (var name : new TreeSet<>(names)) {
      int number = colours.size();
      var colour = COLOURS.get(number % COLOURS.size());
      int round = number / COLOURS.size();
      colours.put(name, round == 0 ? colour : mixed(colour, "#808080", 1 - 1.0 / (1 + round)));
    }
    return colours;
  }

  /** Shades of a colour, from darker to lighter than itself. */
  static String shade(String colour, int number, int of) {
    if (of <= 1) {
      return colour;
    }
    double place = 2.0 * number / (of - 1) - 1;
    return place < 0
        ? mixed(colour, "#000000", -place * 0.35)
        : mixed(colour, "#ffffff", place * 0.6);
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
