package execo.internal.taktuk;

import java.util.List;

/** How TakTuk writes a set of numbers: {@code 1-3/7}. */
final class RankSet {
  private RankSet() {}

  static String of(List<Integer> ranks) {
    var sorted = ranks.stream().sorted().toList();
    var text = new StringBuilder();
    for (var i = 0; i < sorted.size(); i++) {
      var first = sorted.get(i);
      while (i + 1 < sorted.size() && sorted.get(i + 1) == sorted.get(i) + 1) {
        i++;
      }
      text.append(text.isEmpty() ? "" : "/").append(first);
      if (!first.equals(sorted.get(i))) {
        text.append('-').append(sorted.get(i));
      }
    }
    return text.toString();
  }
}
