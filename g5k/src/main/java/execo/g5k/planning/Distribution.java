package execo.g5k.planning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells which sites and clusters give what is wanted: hosts, then clusters, then sites take what
 * they name, and what is wanted of anywhere is taken in turn from all sites that have some left.
 * The ratio is taken of each number wanted; where all of anywhere is wanted, of what each site has
 * left.
 */
final class Distribution {
  private final Map<Element, Integer> left;
  private final Map<Element, Integer> taken = new LinkedHashMap<>();
  private final Set<Element> excluded;
  private final BigDecimal ratio;

  private Distribution(
      Resources available, Collection<? extends Element> excluded, BigDecimal ratio) {
    left = new LinkedHashMap<>(available.asMap());
    this.excluded = Set.copyOf(excluded);
    this.ratio = ratio;
  }

  static Resources of(
      Resources available, Resources wanted, Collection<? extends Element> excluded, double ratio) {
    if (!(ratio > 0 && ratio <= 1)) {
      throw new IllegalArgumentException("a ratio is above 0 and at most 1, not " + ratio);
    }
    var distribution = new Distribution(available, excluded, BigDecimal.valueOf(ratio));
    distribution.exclude();
    distribution.take(wanted);
    return distribution.result(wanted);
  }

  private void exclude() {
    for (var element : excluded) {
      if (!(element instanceof Element.Site) && !outside(element)) {
        subtract(element, counted(element));
      }
    }
    for (var element : excluded) {
      if (element instanceof Element.Site) {
        subtract(element, counted(element));
      }
    }
  }

  /** What is available of an element; a host that is not named is one of its cluster's. */
  private int counted(Element element) {
    return left.getOrDefault(element, element instanceof Element.Node ? 1 : 0);
  }

  /** Whether what an element is part of is excluded as a whole. */
  private boolean outside(Element element) {
    return switch (element) {
      case Element.Node node ->
          excluded.contains(node.cluster()) || excluded.contains(node.cluster().site());
      case Element.Cluster cluster -> excluded.contains(cluster.site());
      default -> false;
    };
  }

  private void subtract(Element element, int number) {
    left.computeIfPresent(element, (_, before) -> Math.max(0, before - number));
    switch (element) {
      case Element.Node node -> subtract(node.cluster(), number);
      case Element.Cluster cluster -> subtract(cluster.site(), number);
      case Element.Site _ -> subtract(Element.GRID, number);
      case Element.Grid _, Element.Kavlan _ -> {}
    }
  }

  private void take(Resources wanted) {
    for (boolean all : new boolean[] {false, true}) {
      take(wanted, Element.Node.class, all);
      take(wanted, Element.Cluster.class, all);
      take(wanted, Element.Site.class, all);
    }
    if (wanted.names(Element.GRID)) {
      int number = wanted.count(Element.GRID);
      inTurn(number == 0 ? Integer.MAX_VALUE : share(number))
          .forEach(
              (site, some) -> taken.merge(site, number == 0 ? share(some) : some, Integer::sum));
    }
  }

  /** Takes the numbers wanted of a kind of elements, or else all that is left of them. */
  private void take(Resources wanted, Class<? extends Element> kind, boolean all) {
    wanted
        .asMap()
        .forEach((element, number) -> {
          if (kind.isInstance(element)
              && all == (number == 0)
              && !excluded.contains(element)
              && !outside(element)) {
            int some = all ? left(element) : number;
            taken.merge(element, share(some), Integer::sum);
            subtract(element, some);
          }
        });
  }

  /** What is left of an element: never more than what is left of that which it is part of. */
  private int left(Element element) {
    return switch (element) {
      case Element.Node node -> Math.min(counted(node), left(node.cluster()));
      case Element.Cluster cluster ->
          Math.min(left.getOrDefault(cluster, 0), left.getOrDefault(cluster.site(), 0));
      default -> left.getOrDefault(element, 0);
    };
  }

  /** How many hosts each site gives, one after the other, until there are so many or none left. */
  private Map<Element, Integer> inTurn(int number) {
    var dealt = new LinkedHashMap<Element, Integer>();
    var sites = new ArrayDeque<Element>();
    left.forEach((element, some) -> {
      if (element instanceof Element.Site && some > 0) {
        sites.add(element);
      }
    });
    for (int missing = number; missing > 0 && !sites.isEmpty(); missing--) {
      var site = sites.remove();
      dealt.merge(site, 1, Integer::sum);
      subtract(site, 1);
      if (left.getOrDefault(site, 0) > 0) {
        sites.add(site);
      }
    }
    return dealt;
  }

  private int share(int number) {
    return ratio
        .multiply(BigDecimal.valueOf(number))
        .setScale(0, RoundingMode.FLOOR)
        .intValueExact();
  }

  private Resources result(Resources wanted) {
    var result = new LinkedHashMap<Element, Integer>();
    var ordered = new LinkedHashSet<>(wanted.asMap().keySet());
    ordered.addAll(taken.keySet());
    ordered.forEach(element -> {
      int some = taken.getOrDefault(element, 0);
      if (some > 0) {
        result.put(element, some);
      }
    });
    if (wanted.count(Element.KAVLAN) > 0) {
      result.put(Element.KAVLAN, wanted.count(Element.KAVLAN));
    }
    return Resources.of(result);
  }
}
