package execo.g5k.planning;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.config.Secret;
import execo.g5k.G5kSettings;
import execo.g5k.api.G5kApi;
import execo.g5k.api.JobRequest;
import execo.g5k.api.Queues;
import execo.g5k.api.ReferenceData;
import execo.g5k.api.WebServer;
import execo.g5k.schedule.Interval;
import execo.g5k.topology.NetworkData;
import execo.g5k.topology.Topology;
import execo.testbed.grid5000.Grid5000Testbed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanningFromApiTest {
  @TempDir private Path cache;

  private static G5kApi api(Grid5000Testbed grid) {
    var uri = URI.create(grid.api().toString().replaceFirst("/*$", "/"));
    return G5kApi.of(
        G5kSettings.of(Configuration.defaults())
            .with(G5kKeys.API_URI, uri)
            .with(G5kKeys.API_USERNAME, Optional.of(grid.user()))
            .with(G5kKeys.API_PASSWORD, Optional.of(new Secret(grid.password(grid.user())))));
  }

  /** As nobody, who is not told of reservations in the status. */
  private static G5kApi publicApi(Grid5000Testbed grid) {
    var uri = URI.create(grid.publicApi().toString().replaceFirst("/*$", "/"));
    return WebServer.api(
        G5kSettings.of(Configuration.defaults()).with(G5kKeys.API_URI, uri), Map.of());
  }

  private static PlanningRequest request(Grid5000Testbed grid, Platform platform) {
    return PlanningRequest.everything()
        .of(platform.elements("lyon"))
        .during(Interval.of(grid.clock().now().plusSeconds(60), Duration.ofDays(2)))
        .with(PlanningOption.VLANS);
  }

  /** A job that runs, one that waits for it, a reservation, one of besteffort, and a dead host. */
  private static void occupy(Grid5000Testbed grid, G5kApi api) {
    var jobs = api.jobs("lyon");
    var tomorrow =
        grid.clock().now().plus(Duration.ofDays(1)).atZone(grid.zone()).toLocalDateTime();
    jobs.submit(
        JobRequest.of("{type='subnet'}/slash_22=1+{cluster='taurus'}/nodes=4,walltime=1:00")
            .command("sleep 9h"));
    jobs.submit(JobRequest.of("{cluster='taurus'}/nodes=12,walltime=2:00").command("sleep 9h"));
    jobs.submit(
        JobRequest.of("{type='kavlan'}/vlan=1+{cluster='nova'}/nodes=2,walltime=3:00")
            .reservation(
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).format(tomorrow)));
    jobs.submit(
        JobRequest.of("{cluster='nova'}/nodes=1,walltime=1:00")
            .type("besteffort")
            .command("sleep 9h"));
    grid.clock().advance(Duration.ofSeconds(30));
  }

  @Test
  void jobsTellWhatAStatusKeepsToItself() {
    try (var grid = Grid5000Testbed.builder().sites("lyon").start()) {
      var api = api(grid);
      var platform = Platform.of(ReferenceData.load(api, cache));
      var request =
          request(grid, platform)
              .with(PlanningOption.SUBNETS)
              .with(PlanningOption.BESTEFFORT_IS_BUSY);
      occupy(grid, api);
      grid.killNode("nova-5.lyon.grid5000.fr");

      var told = Plannings.planning(api, platform, request);
      var found = Plannings.planning(publicApi(grid), platform, request);

      assertThat(busy(told)).isGreaterThanOrEqualTo(4 + 12 + 2 + 1 - 4);
      assertThat(told.host((Element.Node) platform.element("nova-5"))).isEmpty();
      assertThat(found.sites()).isEqualTo(told.sites());
    }
  }

  private static long busy(Planning planning) {
    return planning.hosts().mapToLong(host -> host.timetable().busy().size()).sum();
  }

  @Test
  void aPlanningOfAllIsARequestASite() {
    try (var grid = Grid5000Testbed.builder().sites("lyon", "nancy").start()) {
      var api = api(grid);
      var platform = Platform.of(ReferenceData.load(api, cache));
      var request =
          PlanningRequest.everything()
              .during(Interval.of(grid.clock().now().plusSeconds(60), Duration.ofDays(2)))
              .with(PlanningOption.VLANS)
              .with(PlanningOption.SUBNETS)
              .with(PlanningOption.DISKS);
      occupy(grid, api);
      long before = grid.requests();

      var planning = Plannings.planning(api, platform, request);

      assertThat(grid.requests()).isEqualTo(before + 2);
      assertThat(busy(planning)).isPositive();
      assertThat(planning.sites())
          .hasSize(2)
          .noneMatch(site -> site.vlans().isEmpty() || site.subnets().isEmpty());
    }
  }

  @Test
  void jobsTellWhatIsBookedWhenTheStatusFails() {
    try (var grid = Grid5000Testbed.builder().sites("lyon").start()) {
      var api = api(grid);
      var platform = Platform.of(ReferenceData.load(api, cache));
      var request = request(grid, platform);
      occupy(grid, api);
      var told = Plannings.planning(api, platform, request);

      grid.failRequests(1, 500);
      var found = Plannings.planning(api, platform, request);

      assertThat(busy(told)).isPositive();
      assertThat(found.sites()).isEqualTo(told.sites());
      var failures = new ArrayList<String>();
      grid.failRequests(2, 500);
      var none =
          Plannings.planning(
              api, platform, request, (site, e) -> failures.add(site + " " + e.getMessage()));
      assertThat(none.sites()).isEmpty();
      assertThat(failures).singleElement().asString().startsWith("lyon GET ").contains("/status");
    }
  }

  @Test
  void aJobOfTheUserIsFoundByItsName() {
    try (var grid = Grid5000Testbed.builder().sites("lyon", "nancy").start()) {
      var api = api(grid);
      var mine = JobRequest.of("nodes=1,walltime=1:00").command("sleep 1h").name("mine");
      G5kApi.of(api.settings().with(G5kKeys.API_URI, URI.create(grid.insideApi("bob") + "/")))
          .jobs("lyon")
          .submit(mine);
      var gone = api.jobs("nancy").submit(mine);
      var newest = api.jobs("nancy").submit(mine);
      var sites = List.of("lyon", "nancy");

      assertThat(Plannings.jobByName(api, "mine", sites))
          .contains(new NamedJob(newest.id(), "nancy"));
      assertThat(Plannings.jobByName(api, "other", sites)).isEmpty();
      api.jobs("nancy").delete(newest.id());
      grid.clock().advance(Duration.ofMinutes(1));
      assertThat(Plannings.jobByName(api, "mine", sites))
          .contains(new NamedJob(gone.id(), "nancy"));
      grid.failRequests(1, 500);
      assertThat(Plannings.jobByName(api, "mine", List.of("nancy"))).isEmpty();
    }
  }

  @Test
  void whatIsReservedIsNotFreeAnyMore() {
    try (var grid = Grid5000Testbed.builder().start()) {
      var api = api(grid);
      var data = ReferenceData.load(api, cache);
      var platform = Platform.of(data);
      var request =
          PlanningRequest.everything()
              .during(Interval.of(grid.clock().now().plusSeconds(60), Duration.ofDays(2)))
              .with(PlanningOption.VLANS);
      var wanted = Resources.parse("taurus=2,kavlan=1", platform);
      var walltime = Duration.ofHours(1);

      var before = Plannings.planning(api, platform, request);
      var slot =
          Plannings.findFreeSlot(Plannings.computeSlots(before, walltime), wanted).orElseThrow();
      var specs = Plannings.jobSpecs(Plannings.distributeHosts(slot, wanted), Set.of());
      assertThat(specs).hasSize(1);
      assertThat(specs.getFirst().resources())
          .isEqualTo("{type='kavlan'}/vlan=1+{cluster='taurus'}/nodes=2");
      api.jobs("lyon")
          .submit(JobRequest.of("{cluster='taurus'}/nodes=2,walltime=1:00").command("sleep 1h"));
      grid.clock().advance(Duration.ofSeconds(30));

      var after = Plannings.planning(api, platform, request);
      var taurus = platform.element("taurus");
      var first = Plannings.computeSlots(after, walltime).getFirst();
      assertThat(first.count(taurus)).isEqualTo(slot.count(taurus) - 2);
      assertThat(Plannings.maxResources(after)).isEqualTo(Plannings.maxResources(before));
      assertThat(first.routedVlans(new Element.Site("lyon"))).isPositive();

      var network = Topology.of(NetworkData.of(data), "grid5000");
      assertThat(network.hosts()).hasSize(data.hosts(Queues.ALL).size());
    }
  }
}
