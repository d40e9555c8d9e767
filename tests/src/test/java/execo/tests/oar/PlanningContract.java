package execo.tests.oar;

import static execo.g5k.planning.Plannings.computeSlots;
import static execo.g5k.planning.Plannings.distributeHosts;
import static execo.g5k.planning.Plannings.findFreeSlot;
import static execo.g5k.planning.Plannings.jobSpecs;
import static execo.g5k.planning.Plannings.planning;
import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.HostName;
import execo.g5k.oar.OarRequest;
import execo.g5k.oar.Submitted;
import execo.g5k.planning.ClusterInfo;
import execo.g5k.planning.Element;
import execo.g5k.planning.JobSpec;
import execo.g5k.planning.Planning;
import execo.g5k.planning.PlanningOption;
import execo.g5k.planning.PlanningRequest;
import execo.g5k.planning.Platform;
import execo.g5k.planning.Resources;
import execo.g5k.planning.SiteInfo;
import execo.g5k.schedule.BookedResource;
import execo.g5k.schedule.SiteStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is dealt out of plannings of the site and of another one is what OAR understands. */
abstract class PlanningContract extends OarContract {
  private static final int JOBS = 24;
  private static final Duration WALLTIME = Duration.ofMinutes(10);
  private static final String OTHER = "elsewhere";

  /** A cluster of the site whose hosts are dead, so it can only be excluded. */
  private static final String DEAD = "mercure";

  private final Platform platform = platform();

  private Platform platform() {
    var clusters = new TreeMap<String, List<String>>();
    for (var name : site.names()) {
      clusters.computeIfAbsent(HostName.parse(name).cluster(), _ -> new ArrayList<>()).add(name);
    }
    clusters.put(DEAD, names(DEAD, 2, site.site()));
    return new Platform(
        List.of(info(site.site(), clusters), info(OTHER, Map.of("mars", names("mars", 3, OTHER)))));
  }

  private List<String> names(String cluster, int number, String place) {
    var names = new ArrayList<String>();
    for (int i = 1; i <= number; i++) {
      names.add(cluster + "-" + i + "." + place + site.settings().domainSuffix());
    }
    return names;
  }

  private static SiteInfo info(String site, Map<String, List<String>> clusters) {
    return new SiteInfo(
        site,
        clusters.entrySet().stream()
            .map(one -> new ClusterInfo(one.getKey(), one.getValue(), 2, Set.of(), false))
            .toList());
  }

  /** All that is not dead is free, and both sites have a global vlan. */
  private Planning free() {
    var statuses =
        platform.sites().stream()
            .map(info ->
                new SiteStatus(
                    info.name(),
                    all(
                        info.clusters().stream()
                            .filter(cluster -> !cluster.name().equals(DEAD))
                            .flatMap(cluster -> cluster.hosts().stream())
                            .toList(),
                        ""),
                    all(List.of(), ""),
                    vlans(),
                    all(List.of(), "")))
            .toList();
    return planning(platform, PlanningRequest.everything().with(PlanningOption.VLANS), statuses);
  }

  private static SequencedMap<String, BookedResource> vlans() {
    var vlans = all(List.of("4", "5"), "kavlan");
    vlans.putAll(all(List.of("14"), "kavlan-global"));
    return vlans;
  }

  private static SequencedMap<String, BookedResource> all(List<String> names, String type) {
    var all = new LinkedHashMap<String, BookedResource>();
    names.forEach(name -> all.put(name, new BookedResource("alive", "free", type, List.of())));
    return all;
  }

  private static <T> T any(List<T> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }

  /** The jobs at the site that have some of what is free; empty if it cannot be had. */
  private List<JobSpec> dealt(Random random) {
    var elements = new ArrayList<Element>(List.of(Element.GRID, new Element.Site(OTHER)));
    var here = new Element.Site(site.site());
    elements.add(here);
    var hosts = new ArrayList<Element>();
    platform
        .sites()
        .forEach(info ->
            info.clusters().stream()
                .filter(cluster -> !cluster.name().equals(DEAD))
                .forEach(cluster -> {
                  elements.add(platform.element(cluster.name()));
                  cluster.hosts().stream()
                      .limit(4)
                      .forEach(host -> hosts.add(platform.element(host)));
                }));
    var wanted = new LinkedHashMap<Element, Integer>();
    wanted.put(here, 1);
    for (int i = random.nextInt(4); i > 0; i--) {
      wanted.put(any(elements, random), random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      wanted.put(any(hosts, random), 1);
    }
    if (random.nextInt(3) == 0) {
      wanted.put(Element.KAVLAN, 1 + random.nextInt(2));
    }
    var excluded = new LinkedHashSet<Element>();
    if (random.nextInt(3) == 0) {
      excluded.add(platform.element(DEAD));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      excluded.add(any(random.nextInt(4) == 0 ? elements : hosts, random));
    }
    excluded.remove(Element.GRID);
    excluded.remove(here);
    var all = Resources.of(wanted);
    double ratio = any(List.of(1.0, 1.0, 0.9, 0.5), random);
    return findFreeSlot(computeSlots(free(), WALLTIME, excluded), all)
        .map(slot -> jobSpecs(distributeHosts(slot, all, excluded, ratio), excluded))
        .orElse(List.of())
        .stream()
        .filter(job -> job.site().equals(site.site()))
        .toList();
  }

  @Test
  void whateverIsDealtOutIsAccepted() {
    var random = new Random(5000);
    var requests = new ArrayList<OarRequest>();
    var texts = new LinkedHashSet<String>();
    while (requests.size() < JOBS) {
      for (var job : dealt(random)) {
        if (texts.add(job.resources())) {
          requests.add(at(job.request().submission().withWalltime(WALLTIME)));
        }
      }
    }
    assertThat(String.join("\n", texts))
        .contains("cluster=", "host in (", "host not in (", "'kavlan'", "'kavlan-global'")
        .contains("{cluster not in (", " and cluster not in (");
    assertThat(oar.oarsub(requests)).allMatch(Submitted::ok);
  }

  @Test
  void aSpecHasANameAndTakesFurtherTypes() {
    var wanted = Resources.of(Map.of(platform.element(site.names().getFirst()), 1));
    var spec = jobSpecs(wanted, Set.of(), "of a plan", platform).getFirst();
    var job = start(spec.request().submission().plusTypes("deploy").withWalltime(WALLTIME));
    assertThat(oar.info(job).name()).isEqualTo("of a plan");
    assertThat(oar.info(job).types()).contains("deploy");
    assertThat(oar.info(job).nodes()).containsExactly(site.names().getFirst());
  }

  @Test
  void whatIsExcludedIsNotGiven() {
    var out = platform.element(site.names().getLast());
    var cluster = ((Element.Node) out).cluster();
    var jobs = jobSpecs(Resources.of(Map.of(cluster, 2)), Set.of(out));
    var job = start(jobs.getFirst().request().submission().withWalltime(WALLTIME));
    assertThat(oar.info(job).nodes())
        .hasSize(2)
        .allMatch(node -> HostName.parse(node).cluster().equals(cluster.name()))
        .doesNotContain(site.names().getLast());
  }
}
