package execo.g5k.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.config.Secret;
import execo.g5k.G5kSettings;
import execo.host.Host;
import execo.testbed.grid5000.Grid5000Testbed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Look-ups in the data of 2020 and in a small piece of today's. */
class ReferenceDataTest {
  private static ReferenceData then;
  private static ReferenceData now;

  @TempDir private static java.nio.file.Path cache;

  @BeforeAll
  static void load() {
    then = load(execo.testbed.grid5000.ReferenceData.g5k2020());
    now = load(execo.testbed.grid5000.ReferenceData.today());
  }

  private static ReferenceData load(execo.testbed.grid5000.ReferenceData data) {
    try (var grid = Grid5000Testbed.builder().data(data).start()) {
      return ReferenceData.load(WebServer.api(settings(grid)), cache);
    }
  }

  static G5kSettings settings(Grid5000Testbed grid) {
    return G5kSettings.of(Configuration.defaults())
        .with(G5kKeys.API_URI, java.net.URI.create(grid.api().toString().replaceFirst("/*$", "/")))
        .with(G5kKeys.API_USERNAME, Optional.of(grid.user()))
        .with(G5kKeys.API_PASSWORD, Optional.of(new Secret(grid.password(grid.user()))));
  }

  @Test
  void knowsWhoBelongsToWhom() {
    assertThat(then.sites()).containsExactly("grenoble", "lyon", "nancy", "rennes");
    assertThat(then.siteClusters("lyon", Queues.ALL)).containsExactly("gemini", "nova", "taurus");
    assertThat(then.clusters(Queues.ALL)).hasSize(12);
    assertThat(then.hosts(Queues.ALL)).hasSize(375).doesNotHaveDuplicates();
    assertThat(then.clusterHosts("taurus")).startsWith("taurus-1", "taurus-2", "taurus-3");
    assertThat(then.clusterSite("taurus")).isEqualTo("lyon");
    assertThat(then.hostSite("taurus-1")).contains("lyon");
    assertThat(then.hostCluster("taurus-1-kavlan-4.lyon.grid5000.fr")).contains("taurus");
    assertThat(then.hostSite("x-1.nancy.grid5000.fr")).contains("nancy");
    assertThat(then.hostSite("x-1")).isEmpty();
    assertThat(then.isHost("taurus-1.lyon.grid5000.fr")).isTrue();
    assertThat(then.longName("taurus-1-kavlan-4")).isEqualTo("taurus-1.lyon.grid5000.fr");
    assertThat(ReferenceData.shortName("taurus-1-kavlan-4.lyon")).isEqualTo("taurus-1");
  }

  @Test
  void knowsAttributes() {
    JsonNode node = then.host("taurus-1.lyon.grid5000.fr");
    assertThat(node.path("architecture").path("nb_cores").asInt()).isEqualTo(12);
    assertThat(then.host("taurus-1-kavlan-5.lyon")).isSameAs(node);
    assertThat(then.cluster("taurus").path("uid").asString()).isEqualTo("taurus");
    assertThat(then.cluster("taurus").has("nodes")).isFalse();
    assertThat(then.site("lyon").has("kavlans")).isTrue();
    assertThat(then.site("lyon").has("clusters")).isFalse();
    assertThat(then.networkEquipment("lyon", "force10").path("kind").asString())
        .isEqualTo("switch");
    assertThat(then.networkEquipment("lyon", "staurus"))
        .isSameAs(then.networkEquipment("lyon", "force10"));
    assertThat(then.backbone()).contains("renater-lyon");
    assertThat(then.backbone("renater-lyon").path("kind").asString()).isEqualTo("virtual");
    assertThat(then.hostNetworkEquipments("taurus-1")).containsExactly("force10");
    assertThat(then.clusterNetworkEquipments("taurus")).containsExactly("force10");
    assertThat(then.networkEquipmentSite("force10")).contains("lyon");
    assertThat(then.networkEquipmentSite("nothing")).isEmpty();
  }

  @Test
  void knowsTheFastestHost() {
    List<Host> hosts =
        List.of(new Host("taurus-1"), new Host("gros-1"), new Host("nova-1"), new Host("yeti-1"));
    assertThat(then.fastestHost(hosts)).isEqualTo(new Host("yeti-1"));
    assertThat(then.fastestHost(List.of(new Host("taurus-3"), new Host("taurus-1"))))
        .isEqualTo(new Host("taurus-3"));
    assertThatThrownBy(() -> then.fastestHost(List.of())).hasMessageContaining("no hosts");
  }

  @Test
  void groupsHosts() {
    Host taurus = new Host("taurus-1-kavlan-4.lyon.grid5000.fr");
    Host root = Host.of("root@gros-1");
    assertThat(then.groupHosts(List.of(root, taurus)))
        .isEqualTo(
            java.util.Map.of(
                "lyon", java.util.Map.of("taurus", List.of(taurus)),
                "nancy", java.util.Map.of("gros", List.of(root))));
    assertThatThrownBy(() -> then.groupHosts(List.of(new Host("10.0.0.1"))))
        .hasMessageStartingWith("unknown host '10.0.0.1'");
  }

  @Test
  void saysWhatIsLikeAnUnknownName() {
    assertThatThrownBy(() -> then.site("lyonn"))
        .hasMessage("unknown site 'lyonn'; did you mean lyon?");
    assertThatThrownBy(() -> then.site("paris"))
        .hasMessage("unknown site 'paris'; known are grenoble, lyon, nancy, rennes");
    assertThatThrownBy(() -> then.clusterHosts("tuarus"))
        .hasMessage("unknown cluster 'tuarus'; did you mean taurus?");
    assertThatThrownBy(() -> then.host("taurus-1.nancy.grid5000.fr"))
        .hasMessage("unknown host 'taurus-1.nancy.grid5000.fr'; taurus-1 is at lyon");
    assertThatThrownBy(() -> then.host("tauru-1")).hasMessageContaining("did you mean taurus-1");
    assertThatThrownBy(() -> then.networkEquipment("lyon", "backbone"))
        .hasMessageStartingWith("unknown network equipment of lyon 'backbone'; known are");
  }

  @Test
  void knowsClustersWithDigits() {
    assertThat(now.hostCluster("abacus22-1")).contains("abacus22");
    assertThat(now.hostSite("abacus22-1")).contains("rennes");
    assertThat(now.host("abacus22-1.rennes.grid5000.fr").path("uid").asString())
        .isEqualTo("abacus22-1");
    assertThat(now.longName("abacus22-1")).isEqualTo("abacus22-1.rennes.grid5000.fr");
  }

  @Test
  void keepsRoutersOfOneNameApart() {
    assertThatThrownBy(() -> now.networkEquipmentSite("gw"))
        .hasMessageMatching("network equipment 'gw' is at .*, .*; name the site too");
    for (String site : now.sites()) {
      assertThat(now.networkEquipment(site, "gw").path("kind").asString()).isEqualTo("router");
    }
  }

  @ParameterizedTest
  @CsvSource({"default, false", "production, true", "abaca, true", "admin, true"})
  void filtersByQueue(String queue, boolean included) {
    assertThat(now.clusters(Queues.of(queue)).contains("abacus22")).isEqualTo(included);
  }

  @Test
  void clustersWithoutQueuesAreForEverybody() {
    assertThat(Queues.DEFAULT.includes(null)).isTrue();
    assertThat(Queues.of("besteffort").includes(null)).isTrue();
    assertThat(Queues.of("abaca").includes(null)).isFalse();
    assertThat(Queues.ALL.includes(List.of("testing"))).isTrue();
  }
}
