package execo.g5k.planning;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Numbers of hosts of elements, in the order in which they were said: what is wanted, what there
 * is, or what to reserve. A text such as {@code lyon=2,taurus=4,grid5000=20}. Numbers add up: these
 * are 4 hosts of taurus, 2 more of lyon and 20 more of anywhere. Where hosts are wanted, 0 is all
 * that can be had. {@link Element#KAVLAN} counts vlans. Immutable, so thread-safe.
 */
public final class Resources {
  private static final Resources NONE = new Resources(Map.of(), List.of());

  private final SequencedMap<Element, Integer> counts;
  private final List<String> kavlanSites;

  private Resources(Map<Element, Integer> counts, List<String> kavlanSites) {
    this.counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
    this.kavlanSites = List.copyOf(kavlanSites);
  }

  /** Nothing. */
  public static Resources none() {
    return NONE;
  }

  /** All of grid5000 that can be had. */
  public static Resources everything() {
    return of(Map.of(Element.GRID, 0));
  }

  /**
   * The same number of each of some elements.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static Resources each(Collection<? extends Element> elements, int number) {
    var counts = new LinkedHashMap<Element, Integer>();
    elements.forEach(element -> counts.put(element, number));
    return of(counts);
  }

  /**
   * Numbers of elements.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public static Resources of(Map<? extends Element, Integer> counts) {
    counts.forEach(Resources::check);
    return new Resources(new LinkedHashMap<>(counts), List.of());
  }

  /**
   * The numbers that a text says: {@code name=number}, separated by commas.
   *
   * @throws IllegalArgumentException if it says anything else, names what the platform does not
   *     have, or names something twice
   */
  public static Resources parse(String text, Platform platform) {
    var counts = new LinkedHashMap<Element, Integer>();
    for (var part : text.split(",", -1)) {
      int sign = part.indexOf('=');
      if (sign < 0) {
        throw new IllegalArgumentException(
            "expected name=number, as in lyon=2,taurus=4,grid5000=20, but found '%s' in '%s'"
                .formatted(part.strip(), text));
      }
      var element = platform.element(part.substring(0, sign).strip());
      if (counts.put(element, number(part.substring(sign + 1).strip(), element)) != null) {
        throw new IllegalArgumentException("%s is named twice in '%s'".formatted(element, text));
      }
    }
    return of(counts);
  }

  private static int number(String text, Element element) {
    try {
      int number = Integer.parseInt(text);
      check(element, number);
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the number of %s is a whole number from 0 on, not '%s'".formatted(element, text), e);
    }
  }

  private static void check(Element element, int number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "the number of %s is a whole number from 0 on, not '%d'".formatted(element, number));
    }
  }

  /** These numbers, with another one for an element. */
  public Resources with(Element element, int number) {
    check(element, number);
    var copy = new LinkedHashMap<>(counts);
    copy.put(element, number);
    return new Resources(copy, kavlanSites);
  }

  /** These numbers, with the sites that have a free global vlan. */
  Resources withKavlanSites(List<String> sites) {
    return new Resources(counts, sites);
  }

  /** The number of an element; 0 if it is not named. */
  public int count(Element element) {
    return counts.getOrDefault(element, 0);
  }

  /** Whether an element is named. */
  public boolean names(Element element) {
    return counts.containsKey(element);
  }

  /** The elements and their numbers. */
  public SequencedMap<Element, Integer> asMap() {
    return counts;
  }

  /**
   * The sites with a free global vlan, each once for every one it has, where hosts dealt out of a
   * slot need one; else none.
   */
  public List<String> kavlanSites() {
    return kavlanSites;
  }

  /** Whether nothing is named. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Resources that
        && counts.equals(that.counts)
        && kavlanSites.equals(that.kavlanSites);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
