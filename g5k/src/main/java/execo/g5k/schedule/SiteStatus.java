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
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

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

  /** The status that {@code GET /sites/SITE/status} answered. */
  public static SiteStatus of(String site, JsonNode answer) {
    var jobs = new HashMap<Long, Booking>();
    return new SiteStatus(
        site,
        resources(answer.path("nodes"), jobs),
        resources(answer.path("disks"), jobs),
        resources(answer.path("vlans"), jobs),
        resources(answer.path("subnets"), jobs));
  }

  /** What a status of the API says. */
  public static SiteStatus of(String site, Status status) {
    var known = new HashMap<Long, Booking>();
    var nodes = new LinkedHashMap<String, BookedResource>();
    status
        .nodes()
        .forEach((name, node) ->
            nodes.put(
                name,
                new BookedResource(
                    node.hard(), node.soft(), "", bookings(node.reservations(), known))));
    return new SiteStatus(
        site,
        nodes,
        booked(status.disks(), known),
        booked(status.vlans(), known),
        booked(status.subnets(), known));
  }

  private static SequencedMap<String, BookedResource> booked(
      Map<String, Status.ResourceStatus> statuses, Map<Long, Booking> known) {
    var resources = new LinkedHashMap<String, BookedResource>();
    statuses.forEach((name, status) ->
        resources.put(
            name,
            new BookedResource(
                status.hard(),
                status.soft(),
                Objects.requireNonNullElse(status.type(), ""),
                bookings(status.reservations(), known))));
    return resources;
  }

  private static List<Booking> bookings(List<Job> jobs, Map<Long, Booking> known) {
    return jobs.stream().map(job -> known.computeIfAbsent(job.id(), _ -> Booking.of(job))).toList();
  }

  private static SequencedMap<String, BookedResource> resources(
      JsonNode object, Map<Long, Booking> known) {
    var resources = new LinkedHashMap<String, BookedResource>();
    for (var entry : object.properties()) {
      var status = entry.getValue();
      var jobs = new ArrayList<Booking>();
      for (var reservation : status.path("reservations")) {
        long uid = reservation.path("uid").asLong(0);
        jobs.add(
            uid == 0
                ? Booking.of(reservation)
                : known.computeIfAbsent(uid, _ -> Booking.of(reservation)));
      }
      resources.put(
          entry.getKey(),
          new BookedResource(
              status.path("hard").asString("alive"),
              status.path("soft").asString("unknown"),
              status.path("type").asString(""),
              jobs));
    }
    return resources;
  }

  /**
   * The status that follows from a site's jobs, which need their resources, where the status itself
   * cannot be had. All the named hosts and vlans are taken for alive; disks and subnets are those
   * that the jobs have.
   */
  public static SiteStatus ofJobs(
      String site, Collection<String> nodes, Collection<String> vlans, Collection<Booking> jobs) {
    var onNodes = keys(nodes);
    var onVlans = keys(vlans);
    var onDisks = keys(List.of());
    var onSubnets = keys(List.of());
    for (var job : jobs) {
      job.nodes().forEach(node -> add(onNodes, node, job, false));
      job.vlans().forEach(vlan -> add(onVlans, vlan, job, true));
      job.disks().forEach(disk -> add(onDisks, disk, job, true));
      job.subnets().forEach(subnet -> add(onSubnets, subnet, job, true));
    }
    return new SiteStatus(site, alive(onNodes), alive(onDisks), alive(onVlans), alive(onSubnets));
  }

  private static SequencedMap<String, List<Booking>> keys(Collection<String> names) {
    var map = new LinkedHashMap<String, List<Booking>>();
    names.forEach(name -> map.put(name, new ArrayList<>()));
    return map;
  }

  private static void add(
      Map<String, List<Booking>> jobs, String name, Booking job, boolean makes) {
    var list = makes ? jobs.computeIfAbsent(name, _ -> new ArrayList<>()) : jobs.get(name);
    if (list != null) {
      list.add(job);
    }
  }

  private static SequencedMap<String, BookedResource> alive(Map<String, List<Booking>> jobs) {
    var statuses = new LinkedHashMap<String, BookedResource>();
    jobs.forEach(
        (name, list) -> statuses.put(name, new BookedResource("alive", "unknown", "", list)));
    return statuses;
  }
}
