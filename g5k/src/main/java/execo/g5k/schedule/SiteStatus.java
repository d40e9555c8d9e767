package execo.g5k.schedule;

import execo.g5k.api.Job;
import execo.g5k.api.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What works and what is booked at a site. Hosts are full names, vlans and subnets are named as by
 * the API ({@code 4}, {@code 10.158.0.0/22}), disks as {@code sdb.taurus-1}. Immutable.
 */
public record SiteStatus(
    String site,
    SequencedMap<String, BookedResource> nodes,
    SequencedMap<String, BookedResource> disks,
    SequencedMap<String, BookedResource> vlans,
    SequencedMap<String, BookedResource> subnets) {
  /** A status; the maps are copied. */
  public SiteStatus {
    nodes = copy(nodes);
    disks = copy(disks);
    vlans = copy(vlans);
    subnets = copy(subnets);
  }

  private static <K, V> SequencedMap<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }

  /**
   * What a status of the API says; empty if it does not tell what is booked, as it does not if
   * nobody is logged in.
   */
  public static Optional<SiteStatus> of(String site, Status status) {
    return status.tellsReservations() ? Optional.of(read(site, status)) : Optional.empty();
  }

  /**
   * What a status of the API says of what works, and jobs of what is booked, which need their
   * resources. Vlans, disks and subnets that only jobs name are taken for alive.
   */
  public static SiteStatus ofJobs(String site, Status status, Collection<Booking> jobs) {
    return read(site, status).booked(jobs);
  }

  /**
   * What follows from a site's jobs alone, which need their resources. All the named hosts and
   * vlans are taken for alive; disks and subnets are those that the jobs have.
   *
   * @param vlans the types of the vlans, empty where they are not known
   */
  public static SiteStatus ofJobs(
      String site, Collection<String> nodes, Map<String, String> vlans, Collection<Booking> jobs) {
    var states = new LinkedHashMap<String, BookedResource>();
    nodes.forEach(node -> states.put(node, alive("", List.of())));
    var types = new LinkedHashMap<String, BookedResource>();
    vlans.forEach((vlan, type) -> types.put(vlan, alive(type, List.of())));
    return new SiteStatus(site, states, copy(Map.of()), types, copy(Map.of())).booked(jobs);
  }

  private static SiteStatus read(String site, Status status) {
    var known = new HashMap<Long, Booking>();
    var nodes = new LinkedHashMap<String, BookedResource>();
    status
        .nodes()
        .forEach((name, node) ->
            nodes.put(name, read(node.hard(), node.soft(), null, node.reservations(), known)));
    return new SiteStatus(
        site,
        nodes,
        read(status.disks(), known),
        read(status.vlans(), known),
        read(status.subnets(), known));
  }

  private static SequencedMap<String, BookedResource> read(
      Map<String, Status.ResourceStatus> statuses, Map<Long, Booking> known) {
    var resources = new LinkedHashMap<String, BookedResource>();
    statuses.forEach((name, status) ->
        resources.put(
            name, read(status.hard(), status.soft(), status.type(), status.reservations(), known)));
    return resources;
  }

  private static BookedResource read(
      String hard,
      String soft,
      @Nullable String type,
      @Nullable List<Job> reservations,
      Map<Long, Booking> known) {
    var jobs =
        reservations == null
            ? List.<Booking>of()
            : reservations.stream()
                .map(job -> known.computeIfAbsent(job.id(), _ -> Booking.of(job)))
                .toList();
    return new BookedResource(hard, soft, Objects.requireNonNullElse(type, ""), jobs);
  }

  /** This with what jobs book instead of what is booked here. */
  private SiteStatus booked(Collection<Booking> jobs) {
    return new SiteStatus(
        site,
        booked(nodes, jobs, Booking::nodes, false),
        booked(disks, jobs, Booking::disks, true),
        booked(vlans, jobs, Booking::vlans, true),
        booked(subnets, jobs, Booking::subnets, true));
  }

  private static SequencedMap<String, BookedResource> booked(
      Map<String, BookedResource> resources,
      Collection<Booking> jobs,
      Function<Booking, List<String>> names,
      boolean others) {
    var byName = new LinkedHashMap<String, List<Booking>>();
    for (var job : jobs) {
      for (var name : names.apply(job)) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(job);
      }
    }
    var booked = new LinkedHashMap<String, BookedResource>();
    resources.forEach((name, resource) ->
        booked.put(
            name,
            new BookedResource(
                resource.hard(),
                resource.soft(),
                resource.type(),
                byName.getOrDefault(name, List.of()))));
    if (others) {
      byName.forEach((name, list) -> booked.putIfAbsent(name, alive("", list)));
    }
    return booked;
  }

  private static BookedResource alive(String type, List<Booking> jobs) {
    return new BookedResource("alive", "unknown", type, jobs);
  }
}
