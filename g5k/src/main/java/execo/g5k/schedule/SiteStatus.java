package execo.g5k.schedule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * What works and what is booked at a site. Hosts are full names, vlans and subnets are named as by
 * the API ({@code 4}, {@code 10.158.0.0/22}), disks as {@code sdb.taurus-1}. Immutable.
 */
public record SiteStatus(
    String site,
    SequencedMap<String, ResourceStatus> nodes,
    SequencedMap<String, ResourceStatus> disks,
    SequencedMap<String, ResourceStatus> vlans,
    SequencedMap<String, ResourceStatus> subnets) {
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
    var jobs = new HashMap<Long, Job>();
    return new SiteStatus(
        site,
        resources(answer.path("nodes"), jobs),
        resources(answer.path("disks"), jobs),
        resources(answer.path("vlans"), jobs),
        resources(answer.path("subnets"), jobs));
  }

  private static SequencedMap<String, ResourceStatus> resources(
      JsonNode object, Map<Long, Job> known) {
    var resources = new LinkedHashMap<String, ResourceStatus>();
    for (var entry : object.properties()) {
      var status = entry.getValue();
      var jobs = new ArrayList<Job>();
      for (var reservation : status.path("reservations")) {
        long uid = reservation.path("uid").asLong(0);
        jobs.add(
            uid == 0 ? Job.of(reservation) : known.computeIfAbsent(uid, _ -> Job.of(reservation)));
      }
      resources.put(
          entry.getKey(),
          new ResourceStatus(
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
      String site, Collection<String> nodes, Collection<String> vlans, Collection<Job> jobs) {
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

  private static SequencedMap<String, List<Job>> keys(Collection<String> names) {
    var map = new LinkedHashMap<String, List<Job>>();
    names.forEach(name -> map.put(name, new ArrayList<>()));
    return map;
  }

  private static void add(Map<String, List<Job>> jobs, String name, Job job, boolean makes) {
    var list = makes ? jobs.computeIfAbsent(name, _ -> new ArrayList<>()) : jobs.get(name);
    if (list != null) {
      list.add(job);
    }
  }

  private static SequencedMap<String, ResourceStatus> alive(Map<String, List<Job>> jobs) {
    var statuses = new LinkedHashMap<String, ResourceStatus>();
    jobs.forEach(
        (name, list) -> statuses.put(name, new ResourceStatus("alive", "unknown", "", list)));
    return statuses;
  }
}
