package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a planning is made of. {@code queues}: clusters that one of them may use; all clusters where
 * it is empty. Immutable; the methods make changed copies.
 */
public record PlanningRequest(
    Set<Element> elements, Interval period, Set<String> queues, Set<PlanningOption> options) {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration FOUR_WEEKS = Duration.ofDays(28);

  /**
   * A request; the sets are copied.
   *
   * @throws IllegalArgumentException if it names no element
   */
  public PlanningRequest {
    if (elements.isEmpty()) {
      throw new IllegalArgumentException("a planning needs an element, such as grid5000");
    }
    elements = Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    queues = Set.copyOf(queues);
    options = Set.copyOf(options);
  }

  /** All that the queue default may use, from a minute from now on for four weeks. */
  public static PlanningRequest everything() {
    return everything(Clock.systemUTC());
  }

  /** The same, with now taken from a clock. */
  public static PlanningRequest everything(Clock clock) {
    return new PlanningRequest(
        Set.of(Element.GRID),
        Interval.of(clock.instant().plus(SOON), FOUR_WEEKS),
        Set.of("default"),
        Set.of());
  }

  /** The same for these elements only. */
  public PlanningRequest of(Collection<? extends Element> some) {
    return new PlanningRequest(new LinkedHashSet<>(some), period, queues, options);
  }

  /** The same for another period. */
  public PlanningRequest during(Interval other) {
    return new PlanningRequest(elements, other, queues, options);
  }

  /** The same for clusters that one of these queues may use; all clusters for none. */
  public PlanningRequest inQueues(String... names) {
    return new PlanningRequest(elements, period, Set.of(names), options);
  }

  /** The same with more options. */
  public PlanningRequest with(PlanningOption... more) {
    var all = new LinkedHashSet<>(options);
    Collections.addAll(all, more);
    return new PlanningRequest(elements, period, queues, all);
  }

  /** Whether it has an option. */
  public boolean has(PlanningOption option) {
    return options.contains(option);
  }

  /** The names of the sites that it concerns. */
  public List<String> sites(Platform platform) {
    return platform.sites().stream()
        .map(SiteInfo::name)
        .filter(site -> concerns(new Element.Site(site)))
        .toList();
  }

  /** Whether it concerns a site. */
  boolean concerns(Element.Site site) {
    return elements.stream()
        .anyMatch(element ->
            switch (element) {
              case Element.Grid _ -> true;
              case Element.Site other -> other.equals(site);
              case Element.Cluster cluster -> cluster.site().equals(site);
              case Element.Node node -> node.cluster().site().equals(site);
              case Element.Kavlan _ -> false;
            });
  }
}
