package execo.g5k.kadeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.host.Host;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeployTest {
  private static final G5kSettings SETTINGS = G5kSettings.of(Configuration.defaults());
  private static final Host A = new Host("taurus-1.lyon.grid5000.fr");
  private static final Host B = new Host("taurus-2.lyon.grid5000.fr");
  private static final Host C = new Host("gros-3.nancy.grid5000.fr");

  private final List<List<Host>> attempts = new ArrayList<>();
  private final Set<Host> up = new HashSet<>();

  private Deploy deploy(Deployment deployment, Set<Host> refusing) {
    return Deploy.of(deployment.withEnvName("debian12-min"), SETTINGS)
        .tool(wanted -> {
          attempts.add(wanted.hosts());
          var good = wanted.hosts().stream().filter(host -> !refusing.contains(host)).toList();
          up.addAll(good);
          return good;
        })
        .checker(this::running);
  }

  private Collection<Host> running(List<Host> hosts) {
    return hosts.stream().filter(up::contains).toList();
  }

  @Test
  void deployedNodesAreLeftAlone() {
    up.addAll(List.of(A, B, C));
    var result = deploy(Deployment.of(List.of(A, B, C)), Set.of()).tries(3).run();
    assertThat(attempts).isEmpty();
    assertThat(result).isEqualTo(new Deployed(List.of(A, B, C), List.of()));
  }

  @Test
  void onlyOthersAreDeployedAndTriedAgain() {
    up.add(A);
    var result = deploy(Deployment.of(List.of(A, B, C)), Set.of(C)).tries(3).run();
    assertThat(attempts).containsExactly(List.of(B, C), List.of(C), List.of(C));
    assertThat(result).isEqualTo(new Deployed(List.of(A, B), List.of(C)));
    assertThat(result.all()).isFalse();
  }

  @Test
  void enoughIsEnough() {
    var result =
        deploy(Deployment.of(List.of(A, B, C)), Set.of(C))
            .tries(3)
            .enough((deployed, _) -> deployed.size() >= 2)
            .run();
    assertThat(attempts).hasSize(1);
    assertThat(result.undeployed()).containsExactly(C);
  }

  @Test
  void withoutACheckTheReportCounts() {
    up.addAll(List.of(A, B));
    var result = deploy(Deployment.of(List.of(A, B)), Set.of(B)).noCheck().run();
    assertThat(attempts).containsExactly(List.of(A, B));
    assertThat(result).isEqualTo(new Deployed(List.of(A), List.of(B)));
  }

  @Test
  void noTryIsACheckAlone() {
    up.add(B);
    var result = deploy(Deployment.of(List.of(A, B)), Set.of()).tries(0).run();
    assertThat(attempts).isEmpty();
    assertThat(result.deployed()).containsExactly(B);
  }

  @Test
  void commandLine() {
    var deployment =
        Deployment.of(List.of(A, B, A))
            .withEnvFile("/x y.env")
            .withUser("deploy")
            .withVlan(5)
            .withOptions("-V 3");
    assertThat(deployment.words(SETTINGS, List.of(A.address(), B.address())))
        .containsExactlyElementsOf(
            Stream.of(
                    "kadeploy3 -k -d -a".split(" "),
                    new String[] {"/x y.env"},
                    "-u deploy --vlan 5 -V 3 -m taurus-1.lyon.grid5000.fr -m taurus-2.lyon.grid5000.fr"
                        .split(" "))
                .flatMap(Stream::of)
                .toList());
  }

  @Test
  void oneEnvironmentIsNeeded() {
    var bare = Deployment.of(List.of(A));
    assertThatThrownBy(() -> Deploy.of(bare, SETTINGS).tries(0).noCheck().run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default-env-name");
    assertThatThrownBy(
            () -> new Deployment(List.of(A), "/x.env", "debian12-min", null, null, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    var named = SETTINGS.with(G5kKeys.DEFAULT_ENV_NAME, Optional.of("debian12-min"));
    assertThat(bare.words(named, List.of(A.address()))).contains("-e", "debian12-min");
  }

  @Test
  void hostWithoutASiteIsRefused() {
    var odd = Deployment.of("node.example.org").withEnvName("x");
    assertThatThrownBy(() -> new Kadeployer(odd, SETTINGS, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("node.example.org");
    var named = Deployment.of(List.of(A, C, B)).withEnvName("x");
    assertThat(new Kadeployer(named, SETTINGS, null).name())
        .isEqualTo("Kadeployer on 3 hosts / 2 frontends");
    assertThat(
            new Kadeployer(Deployment.of("taurus-1.lyon").withEnvName("x"), SETTINGS, null).name())
        .isEqualTo("Kadeployer on 1 hosts / 1 frontends");
  }
}
