package execo.g5k.picture;

import execo.g5k.planning.ClusterInfo;
import execo.g5k.planning.Planning;
import execo.g5k.planning.PlanningRequest;
import execo.g5k.planning.Plannings;
import execo.g5k.planning.Platform;
import execo.g5k.planning.SiteInfo;
import execo.g5k.schedule.BookedResource;
import execo.g5k.schedule.Booking;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.SiteStatus;
import execo.g5k.topology.JsonNetwork;
import execo.g5k.topology.ManySites;
import execo.g5k.topology.NetworkData;
import execo.g5k.topology.Topology;
import execo.testbed.grid5000.ReferenceData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Things to draw, of the sizes that occur. */
public final class Samples {
  private static final Instant START = Instant.parse("2026-11-23T07:01:00Z");

  private Samples() {}

  /** A planning of some sites of the data with jobs of all lengths. */
  public static Planning planning(NetworkData data, Duration length, List<String> names) {
    var random = new Random(7);
    var period = Interval.of(START, length);
    var sites = new ArrayList<SiteInfo>();
    var statuses = new ArrayList<SiteStatus>();
    for (var site : names) {
      var clusters = new ArrayList<ClusterInfo>();
      var nodes = new LinkedHashMap<String, BookedResource>();
      for (var cluster : data.clusters(site)) {
        var hosts =
            data.hosts(cluster).keySet().stream()
                .map(h -> h + "." + site + ".grid5000.fr")
                .toList();
        clusters.add(new ClusterInfo(cluster, hosts, 16, Set.of(), false));
        for (int i = 0; i < hosts.size(); ) {
          int alike = 1 + random.nextInt(12);
          var jobs = jobs(period, random);
          for (int j = i; j < Math.min(hosts.size(), i + alike); j++) {
            nodes.put(hosts.get(j), new BookedResource("alive", "free", "", jobs));
          }
          i += alike;
        }
      }
      sites.add(new SiteInfo(site, clusters));
      statuses.add(
          new SiteStatus(
              site, nodes, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>()));
    }
    return Plannings.planning(
        new Platform(sites), PlanningRequest.everything().during(period), statuses);
  }

  /** A planning of a week of so many sites, clusters of each, and hosts of each cluster. */
  static Planning planning(int sites, int clusters, int hosts) {
    var random = new Random(7);
    var period = Interval.of(START, Duration.ofDays(7));
    var infos = new ArrayList<SiteInfo>();
    var statuses = new ArrayList<SiteStatus>();
    for (int i = 0; i < sites; i++) {
      var site = "site" + (char) ('a' + i);
      var ofSite = new ArrayList<ClusterInfo>();
      var nodes = new LinkedHashMap<String, BookedResource>();
      for (int j = 0; j < clusters; j++) {
        var cluster = "%s%c".formatted(site, 'a' + j % 26) + (j < 26 ? "" : "x");
        var names =
            IntStream.rangeClosed(1, hosts)
                .mapToObj(n -> "%s-%d.%s.grid5000.fr".formatted(cluster, n, site))
                .toList();
        ofSite.add(new ClusterInfo(cluster, names, 16, Set.of("default"), false));
        names.forEach(
            name -> nodes.put(name, new BookedResource("alive", "free", "", jobs(period, random))));
      }
      infos.add(new SiteInfo(site, ofSite));
      statuses.add(
          new SiteStatus(
              site, nodes, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>()));
    }
    return Plannings.planning(
        new Platform(infos), PlanningRequest.everything().during(period), statuses);
  }

  private static List<Booking> jobs(Interval period, Random random) {
    var jobs = new ArrayList<Booking>();
    long at = period.start() - 3600;
    while (at < period.end() && random.nextInt(12) > 0) {
      long walltime = (long) (600 * Math.exp(random.nextDouble() * 6));
      jobs.add(
          new Booking(
              jobs.size() + 1,
              "user",
              "",
              "default",
              "waiting",
              List.of(),
              0,
              at,
              0,
              0,
              walltime,
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of()));
      at += walltime + 120 + (long) (600 * Math.exp(random.nextDouble() * 6));
    }
    return jobs;
  }

  /** A network of about 30, 300 or 1,000 nodes. */
  public static Topology topology(int size) {
    var data = JsonNetwork.of2020();
    return switch (size) {
      case 30 -> {
        var names = new ArrayList<String>();
        for (int i = 1; i <= 14; i++) {
          names.add((i == 9 ? "nova-" : "taurus-") + i);
          names.add("gros-" + i);
        }
        names.removeIf(name -> !exists(data, name));
        names.add("troll");
        yield Topology.of(data, names);
      }
      case 300 -> Topology.of(data, "lyon", "nancy", "rennes");
      default -> Topology.of(ManySites.data(), "grid5000");
    };
  }

  /** A network with as many sites, clusters and hosts as there are in 2026. */
  static Topology wholeGrid() {
    return Topology.of(new JsonNetwork(ReferenceData.synthetic().tree()), "grid5000");
  }

  private static boolean exists(NetworkData data, String host) {
    return data.hosts(host.substring(0, host.indexOf('-'))).containsKey(host);
  }
}
