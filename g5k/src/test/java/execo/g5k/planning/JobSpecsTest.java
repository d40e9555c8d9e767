package execo.g5k.planning;

import static execo.g5k.planning.Plannings.jobSpecs;
import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JobSpecsTest {
  private static final Platform PLATFORM =
      new Platform(
          List.of(
              new SiteInfo(
                  "lyon",
                  List.of(
                      new ClusterInfo(
                          "taurus", hosts("taurus", "lyon"), 12, Set.of("default"), false),
                      new ClusterInfo("pyxis", hosts("pyxis", "lyon"), 64, Set.of(), true))),
              new SiteInfo(
                  "nancy",
                  List.of(new ClusterInfo("gros", hosts("gros", "nancy"), 18, Set.of(), false)))));

  private static List<String> hosts(String cluster, String site) {
    var names = new ArrayList<String>();
    for (int i = 1; i <= 4; i++) {
      names.add(cluster + "-" + i + "." + site + ".grid5000.fr");
    }
    return names;
  }

  private static List<String> specs(String resources, String excluded) {
    return specsOf(
        Resources.parse(resources, PLATFORM),
        excluded.isEmpty() ? Set.of() : PLATFORM.elements(excluded));
  }

  @Test
  void numbersAreInTheDigitsOfOar() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      assertThat(specs("taurus=2,lyon=3,gros-1=1,kavlan=1", ""))
          .allSatisfy(spec -> assertThat(spec).matches("\\p{ASCII}+"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void partsOfASiteAreOneJob() {
    assertThat(specs("taurus=2,lyon=3,nancy=1", ""))
        .containsExactly("lyon {cluster='taurus'}/nodes=2+nodes=3", "nancy nodes=1");
    assertThat(specs("gros=1,lyon=0,taurus=1", ""))
        .containsExactly("nancy {cluster='gros'}/nodes=1", "lyon {cluster='taurus'}/nodes=1");
    assertThat(specs("taurus-2=1,taurus-1=1", ""))
        .containsExactly(
            "lyon {host in ('taurus-2.lyon.grid5000.fr','taurus-1.lyon.grid5000.fr')}/nodes=2");
    assertThat(specs("lyon=1,taurus=3,taurus-1=1", ""))
        .containsExactly(
            "lyon {host in ('taurus-1.lyon.grid5000.fr')}/nodes=1+{cluster='taurus'}/nodes=3+nodes=1");
  }

  @Test
  void allThatIsExcludedIsSaid() {
    assertThat(specs("lyon=3", "taurus-1,taurus-2,pyxis"))
        .containsExactly(
            "lyon {host not in ('taurus-1.lyon.grid5000.fr','taurus-2.lyon.grid5000.fr')"
                + " and cluster not in ('pyxis')}/nodes=3");
    assertThat(specs("lyon=3", "pyxis,gros"))
        .containsExactly("lyon {cluster not in ('pyxis')}/nodes=3");
    assertThat(specs("taurus=2,nancy=1", "taurus-1"))
        .containsExactly(
            "lyon {cluster='taurus' and host not in ('taurus-1.lyon.grid5000.fr')}/nodes=2",
            "nancy nodes=1");
    assertThat(specs("lyon=3,nancy=1", "lyon")).containsExactly("nancy nodes=1");
  }

  @Test
  void aVlanComesFirst() {
    assertThat(specs("lyon=2,kavlan=1", "")).containsExactly("lyon {type='kavlan'}/vlan=1+nodes=2");
    assertThat(specs("lyon=2,nancy=1,kavlan=1", ""))
        .containsExactly("lyon {type='kavlan-global'}/vlan=1+nodes=2", "nancy nodes=1");
    var there = Resources.parse("lyon=2,nancy=1,kavlan=1", PLATFORM);
    assertThat(jobSpecs(there.withKavlanSites(List.of("nancy")), Set.of()))
        .extracting(JobSpec::resources)
        .containsExactly("nodes=2", "{type='kavlan-global'}/vlan=1+nodes=1");
  }

  @Test
  void globalVlansAreThoseOfTheSitesThatHaveThem() {
    var wanted = Resources.parse("lyon=2,kavlan=3", PLATFORM);
    var owners = wanted.withKavlanSites(List.of("nancy", "nancy", "lyon", "nancy"));
    assertThat(specsOf(owners, Set.of()))
        .containsExactly(
            "lyon {type='kavlan-global'}/vlan=1+nodes=2", "nancy {type='kavlan-global'}/vlan=2");
    assertThat(specsOf(owners.with(Element.KAVLAN, 1), Set.of()))
        .containsExactly("lyon {type='kavlan-global'}/vlan=1+nodes=2");
    assertThat(specsOf(owners, PLATFORM.elements("nancy")))
        .containsExactly("lyon {type='kavlan-global'}/vlan=3+nodes=2");
  }

  private static List<String> specsOf(Resources resources, Set<Element> excluded) {
    return jobSpecs(resources, excluded).stream()
        .map(job -> job.site() + " " + job.resources())
        .toList();
  }

  @Test
  void exoticClustersNeedAType() {
    var jobs = jobSpecs(Resources.parse("pyxis=1,gros=1", PLATFORM), Set.of(), "mine", PLATFORM);

    assertThat(jobs).extracting(JobSpec::types).containsExactly(List.of("exotic"), List.of());
    assertThat(jobs).allMatch(job -> job.name().orElse("").equals("mine"));
  }

  @Test
  void hostsAreTakenWhenAllAreFree() {
    var period = new Interval(0, 1000);
    var taurus = (Element.Cluster) PLATFORM.element("taurus");
    var one = (Element.Node) PLATFORM.element("taurus-1");
    var two = (Element.Node) PLATFORM.element("taurus-2");
    var planning =
        new Planning(
            period,
            List.of(
                new SitePlanning(
                    taurus.site(),
                    List.of(
                        new ClusterPlanning(
                            taurus,
                            false,
                            List.of(busy(one, period, 100, 200), busy(two, period, 250, 300)))),
                    List.of(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>())));

    var short1 = Plannings.hostsJobs(planning, List.of(one, two), Duration.ofSeconds(50));
    var long1 = Plannings.hostsJobs(planning, List.of(one, two), Duration.ofMinutes(2));
    var never = Plannings.hostsJobs(planning, List.of(one, two), Duration.ofSeconds(800));

    assertThat(short1).hasSize(1);
    assertThat(short1.getFirst().start()).contains(Instant.EPOCH);
    assertThat(short1.getFirst().resources())
        .isEqualTo("{host in ('taurus-1.lyon.grid5000.fr','taurus-2.lyon.grid5000.fr')}/nodes=2");
    assertThat(short1.getFirst().request().site()).isEqualTo("lyon");
    var submission = short1.getFirst().request().submission();
    assertThat(submission.resources()).containsExactly(short1.getFirst().resources());
    assertThat(submission.walltime()).isEqualTo(Duration.ofSeconds(50));
    assertThat(submission.reservationDate()).isEqualTo(Instant.EPOCH);
    assertThat(long1.getFirst().start()).contains(Instant.ofEpochSecond(300));
    assertThat(never).isEmpty();
  }

  private static HostPlanning busy(Element.Node node, Interval period, long from, long to) {
    return new HostPlanning(node, 12, new Timetable(period, Intervals.of(new Interval(from, to))));
  }

  @Provide
  Arbitrary<Planning> plannings() {
    return RandomPlannings.plannings();
  }

  /** The part of OAR's language that is used: conditions, a level, a number, and sums of these. */
  private static final String NAMES = "\\('[a-z0-9.-]+'(,'[a-z0-9.-]+')*\\)";

  private static final String CONDITION =
      "(cluster='[a-z0-9]+'|type='kavlan(-global)?'|(host|cluster) (not )?in " + NAMES + ")";

  private static final String PART =
      "(\\{" + CONDITION + "( and " + CONDITION + ")*\\}/)?(nodes|vlan)=[1-9][0-9]*";

  @Property(tries = 500)
  void whateverIsAskedIsInTheLanguageOfOar(
      @ForAll("plannings") Planning planning, @ForAll Random random) {
    var elements = RandomPlannings.elements(planning);
    var wanted = new LinkedHashMap<Element, Integer>();
    for (int i = 0; i < 4; i++) {
      var element = elements.get(random.nextInt(elements.size()));
      wanted.put(element, element instanceof Element.Node ? 1 : random.nextInt(4));
    }
    wanted.remove(Element.GRID);
    wanted.put(Element.KAVLAN, random.nextInt(3));
    var excluded = RandomPlannings.excluded(planning, random);

    var jobs = jobSpecs(Resources.of(wanted), excluded);

    assertThat(jobs).extracting(JobSpec::site).doesNotHaveDuplicates();
    var asked = new ArrayList<String>();
    int vlans = 0;
    for (var job : jobs) {
      assertThat(job.resources()).matches(PART + "(\\+" + PART + ")*");
      for (var part : job.resources().split("\\+")) {
        int number = Integer.parseInt(part.substring(part.lastIndexOf('=') + 1));
        if (part.contains("vlan=")) {
          vlans += number;
        } else {
          asked.add(allowed(planning, job.site(), part) + "=" + number);
        }
      }
    }
    var expected = new ArrayList<String>();
    var nodes = new LinkedHashMap<Element.Site, Set<String>>();
    wanted.forEach((element, number) -> {
      var hosts =
          planning
              .without(excluded)
              .hosts()
              .map(HostPlanning::node)
              .filter(node -> Oracle.in(node, element))
              .toList();
      if (number == 0 || element.equals(Element.KAVLAN) || out(element, excluded)) {
        return;
      }
      if (element instanceof Element.Node node) {
        nodes.computeIfAbsent(node.cluster().site(), _ -> new TreeSet<>()).add(node.address());
      } else {
        expected.add(
            new TreeSet<>(hosts.stream().map(Element.Node::address).toList()) + "=" + number);
      }
    });
    nodes.values().forEach(some -> expected.add(some + "=" + some.size()));
    assertThat(asked).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(vlans).isEqualTo(expected.isEmpty() ? 0 : wanted.get(Element.KAVLAN));
  }

  private static boolean out(Element element, Set<Element> excluded) {
    return excluded.stream()
        .anyMatch(outer ->
            element.equals(outer)
                || switch (element) {
                  case Element.Node node -> Oracle.in(node, outer);
                  case Element.Cluster cluster -> cluster.site().equals(outer);
                  default -> false;
                });
  }

  /** The hosts of a site that a part of a job may have, by looking at each. */
  private static Set<String> allowed(Planning planning, String site, String part) {
    var conditions =
        part.startsWith("{")
            ? part.substring(1, part.indexOf('}')).split(" and ")
            : new String[] {};
    var hosts = new TreeSet<String>();
    planning
        .hosts()
        .map(HostPlanning::node)
        .filter(node -> node.cluster().site().name().equals(site))
        .filter(node -> Arrays.stream(conditions).allMatch(one -> holds(one, node)))
        .forEach(node -> hosts.add(node.address()));
    return hosts;
  }

  private static boolean holds(String condition, Element.Node node) {
    var value = condition.startsWith("host") ? node.address() : node.cluster().name();
    boolean named = condition.contains("'" + value + "'");
    return condition.contains(" not in ") != named;
  }
}
