package execo.g5k.planning;

import execo.g5k.schedule.Interval;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What is free from a date on for a walltime. Immutable, so thread-safe. */
public final class Slot {
  private final Slots slots;
  private final int index;

  Slot(Slots slots, int index) {
    this.slots = slots;
    this.index = index;
  }

  /** When it starts. */
  public Instant start() {
    return interval().startDate();
  }

  /** When the walltime is over. */
  public Instant end() {
    return interval().endDate();
  }

  /** From its start until the walltime is over. */
  public Interval interval() {
    return slots.interval(index);
  }

  /**
   * How many hosts of an element are free all the time; 0 for an element that is not in the
   * planning. For {@link Element#KAVLAN}, in a planning of one site, how many of its routed vlans
   * are; in one of several sites, how many global ones are, wherever.
   */
  public int count(Element element) {
    return slots.count(index, element);
  }

  /** The numbers of hosts of grid5000 and of all sites and clusters of the planning. */
  public Resources counts() {
    return slots.counts(index);
  }

  /** The clusters that have free hosts. */
  public List<Element.Cluster> clusters() {
    return slots.planning().sites().stream()
        .flatMap(site -> site.clusters().stream())
        .map(ClusterPlanning::cluster)
        .filter(cluster -> count(cluster) > 0)
        .toList();
  }

  /**
   * What a job must say to get hosts of some elements of a site, which may be of any cluster of the
   * site with free hosts if the site itself is among them, but for those that are excluded.
   */
  Access access(Collection<? extends Element> asked, Collection<? extends Element> excluded) {
    return Access.to(
        slots.planning().sites().stream()
            .flatMap(site -> site.clusters().stream())
            .filter(cluster -> !excluded.contains(cluster.cluster()))
            .filter(cluster ->
                asked.stream()
                    .anyMatch(element ->
                        switch (element) {
                          case Element.Node node -> node.cluster().equals(cluster.cluster());
                          case Element.Cluster other -> other.equals(cluster.cluster());
                          case Element.Site site ->
                              site.equals(cluster.cluster().site()) && count(cluster.cluster()) > 0;
                          case Element.Grid _, Element.Kavlan _ -> false;
                        }))
            .toList());
  }

  /** How many routed vlans of a site are free. */
  public int routedVlans(Element.Site site) {
    return slots.routed(index, site);
  }

  /** The sites that have a free global vlan, each once for every one it has. */
  public List<String> globalVlanSites() {
    return slots.globalSites(index);
  }

  /**
   * How many vlans are free that can have all hosts wanted: routed ones if these are certainly of
   * one site, otherwise global ones.
   */
  public int vlans(Resources wanted) {
    return onlySite(wanted)
        .map(this::routedVlans)
        .orElseGet(() -> slots.count(index, Element.KAVLAN));
  }

  /** The hosts of what is wanted, all counted. */
  int any(Resources wanted) {
    int sum = 0;
    for (var element : wanted.asMap().keySet()) {
      sum += element instanceof Element.Kavlan ? 0 : count(element);
    }
    return sum;
  }

  /** Whether there is a vlan for what is wanted, or none is wanted. */
  boolean hasVlan(Resources wanted) {
    int number = wanted.count(Element.KAVLAN);
    if (number == 0) {
      return true;
    }
    if (slots.planning().sites().isEmpty()) {
      return false;
    }
    if (!slots.planning().hasVlans()) {
      throw new IllegalArgumentException(
          "a vlan is wanted, but the planning was made without vlans; ask for it with(VLANS)");
    }
    return vlans(wanted) >= number;
  }

  /** The one site of all that is wanted, if it is certain. */
  private Optional<Element.Site> onlySite(Resources wanted) {
    if (slots.planning().sites().size() == 1) {
      return Optional.of(slots.planning().sites().getFirst().site());
    }
    return wanted.names(Element.GRID) ? Optional.empty() : oneSite(wanted);
  }

  /** The one site of the planning that is named, itself or by what is in it. */
  private Optional<Element.Site> oneSite(Resources resources) {
    var sites = new LinkedHashSet<Element.Site>();
    for (var element : resources.asMap().keySet()) {
      switch (element) {
        case Element.Site site -> sites.add(site);
        case Element.Cluster cluster -> sites.add(cluster.site());
        case Element.Node node -> sites.add(node.cluster().site());
        case Element.Grid _, Element.Kavlan _ -> {}
      }
    }
    sites.retainAll(slots.planning().sites().stream().map(SitePlanning::site).toList());
    return sites.size() == 1 ? Optional.of(sites.getFirst()) : Optional.empty();
  }

  /**
   * What was dealt out of this slot, with the sites of global vlans where one is needed; no jobs
   * are for the sites that are excluded.
   */
  Resources withVlanSites(Resources dealt, Collection<? extends Element> excluded) {
    int number = dealt.count(Element.KAVLAN);
    return number == 0 || oneSite(dealt).filter(site -> routedVlans(site) >= number).isPresent()
        ? dealt
        : dealt.withKavlanSites(
            globalVlanSites().stream()
                .filter(site -> !excluded.contains(new Element.Site(site)))
                .toList());
  }

  @Override
  public String toString() {
    return interval() + ": " + counts();
  }
}
