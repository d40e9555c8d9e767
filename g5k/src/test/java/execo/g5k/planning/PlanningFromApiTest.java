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
import execo.g5k.schedule.Interval;
import execo.g5k.topology.NetworkData;
import execo.g5k.topology.Topology;
import execo.testbed.grid5000.Grid5000Testbed;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
