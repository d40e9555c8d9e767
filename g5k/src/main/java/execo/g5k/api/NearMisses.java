package execo.g5k.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells that a name is unknown, and which known ones are like it. */
final class NearMisses {
  private static final int SHOWN = 5;
  private static final int LISTED = 20;

  private NearMisses() {}

  /**
   * The exception for an unknown name.
   *
   * @param kind what it should name, {@code cluster}
   */
  static IllegalArgumentException unknown(String kind, String name, Collection<String> known) {
    List<String> near = of(name, known);
    String help;
    if (!near.isEmpty()) {
      help = "; did you mean " + String.join(" or ", near) + "?";
    } else if (known.isEmpty()) {
      help = "; none is known";
    } else if (known.size() <= LISTED) {
      help = "; known are " + String.join(", ", known);
    } else {
      help = "; none of the " + known.size() + " that are known is like it";
    }
    return new IllegalArgumentException("unknown " + kind + " '" + name + "'" + help);
  }

  /** The names that differ by a few letters, the nearest first. */
  static List<String> of(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int most = Math.max(1, wanted.length() / 4);
    Map<Integer, List<String>> byDistance = new TreeMap<>(Comparator.naturalOrder());
    for (String each : known) {
      int distance = distance(wanted, each.toLowerCase(Locale.ROOT));
      if (distance <= most) {
        byDistance.computeIfAbsent(distance, _ -> new ArrayList<>()).add(each);
      }
    }
    return byDistance.values().stream().flatMap(List::stream).limit(SHOWN).toList();
  }

  /** The edits that make one word of the other, after Levenshtein; a swap of neighbours is one. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[b.length()];
  }
}
