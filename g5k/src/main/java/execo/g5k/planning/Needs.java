package execo.g5k.planning;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many hosts each element must have free so that all that is wanted can be had at once. */
final class Needs {
  private Needs() {}

  static Map<Element, Integer> of(Resources wanted) {
    var needs = new LinkedHashMap<Element, Integer>();
    wanted
        .asMap()
        .forEach((element, number) -> {
          for (Element outer = element; outer != null; outer = around(outer)) {
            if (outer.equals(element) || number > 0) {
              needs.merge(outer, number, Integer::sum);
            }
          }
        });
    needs.remove(Element.KAVLAN);
    return needs;
  }

  private static @Nullable Element around(Element element) {
    return switch (element) {
      case Element.Node node -> node.cluster();
      case Element.Cluster cluster -> cluster.site();
      case Element.Site _ -> Element.GRID;
      case Element.Grid _, Element.Kavlan _ -> null;
    };
  }
}
