package execo.g5k.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What pieces of equipment tell of the links between them. Two that have several links tell of each
 * of these; both ends of a link may tell of it, or only one.
 */
final class Told<T> {
  private record Way(String from, String to) {
    Way back() {
      return new Way(to, from);
    }
  }

  private final Map<Way, List<T>> told = new LinkedHashMap<>();

  /** What one end tells of a link to another. */
  void add(String from, String to, T link) {
    told.computeIfAbsent(new Way(from, to), _ -> new ArrayList<>()).add(link);
  }

  /**
   * Each link once.
   *
   * @param both puts together what the ends tell, first the one whose name comes first
   */
  List<T> links(BinaryOperator<T> both) {
    var links = new ArrayList<T>();
    told.forEach((way, near) -> {
      var far = told.get(way.back());
      if (far == null) {
        links.addAll(near);
      } else if (way.from().compareTo(way.to()) < 0) {
        int pairs = Math.min(near.size(), far.size());
        for (int i = 0; i < pairs; i++) {
          links.add(both.apply(near.get(i), far.get(i)));
        }
        links.addAll(near.subList(pairs, near.size()));
        links.addAll(far.subList(pairs, far.size()));
      }
    });
    return links;
  }
}
