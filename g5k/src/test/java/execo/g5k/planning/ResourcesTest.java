package execo.g5k.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourcesTest {
  private static final Platform PLATFORM =
      new Platform(
          List.of(
              new SiteInfo(
                  "lyon",
                  List.of(
                      new ClusterInfo(
                          "taurus", List.of("taurus-1.lyon.grid5000.fr"), 12, Set.of(), false),
                      new ClusterInfo(
                          "vercors9",
                          List.of("vercors9-1.lyon.grid5000.fr"),
                          8,
                          Set.of(),
                          false)))));

  private static Resources parse(String text) {
    return Resources.parse(text, PLATFORM);
  }

  @Test
  void everythingIsAllOfTheGrid() {
    assertThat(Resources.everything()).hasToString("grid5000=0");
  }

  @Test
  void eachOfSomeElementsHasTheSameNumber() {
    assertThat(Resources.each(PLATFORM.elements("vercors9,taurus"), 2))
        .hasToString("vercors9=2,taurus=2");
    assertThat(Resources.each(List.of(), 2).isEmpty()).isTrue();
  }

  @Test
  void theTextFormKeepsTheOrder() {
    var resources = parse("lyon=2, taurus = 4,grid5000=20,vercors9-1=1");

    assertThat(resources).hasToString("lyon=2,taurus=4,grid5000=20,vercors9-1=1");
    assertThat(parse(resources.toString())).isEqualTo(resources);
    assertThat(resources.count(PLATFORM.element("taurus"))).isEqualTo(4);
    assertThat(PLATFORM.element("taurus-1.lyon.grid5000.fr"))
        .isEqualTo(PLATFORM.element("taurus-1"));
  }

  @Test
  void errorsSayWhatAndWhere() {
    assertThatThrownBy(() -> parse("lyon=2,paris=3"))
        .hasMessageContaining("'paris'")
        .hasMessageContaining("lyon");
    assertThatThrownBy(() -> parse("taurus-7=1"))
        .hasMessageContaining("no host taurus-7: cluster taurus has 1");
    assertThatThrownBy(() -> parse("lyon")).hasMessageContaining("expected name=number");
    assertThatThrownBy(() -> parse("lyon=-1")).hasMessageContaining("not '-1'");
    assertThatThrownBy(() -> parse("lyon=many")).hasMessageContaining("not 'many'");
    assertThatThrownBy(() -> parse("lyon=1,lyon=2")).hasMessageContaining("lyon is named twice");
    assertThatThrownBy(() -> PLATFORM.elements("lyon,,taurus")).hasMessageContaining("missing");
  }

  @Test
  void aTableForPeople() {
    assertThat(
            Plannings.showResources(
                parse("taurus=1,vercors9=1,kavlan=1"),
                "to reserve",
                parse("lyon=2,taurus=1,vercors9=1,grid5000=2")))
        .isEqualTo(
            """
            to reserve
              lyon      2/2  taurus: 1/1  vercors9: 1/1
              total 2/2, kavlan 1\
            """);
    assertThat(Plannings.showResources(parse("lyon=2,taurus=1"), "wanted"))
        .isEqualTo(
            """
            wanted
              lyon        3  any: 2  taurus: 1
              total 3\
            """);
    assertThat(Plannings.showResources(parse("grid5000=2,lyon=2,taurus=1,vercors9=1"), "free"))
        .isEqualTo(
            """
            free
              lyon        2  taurus: 1  vercors9: 1
              total 2\
            """);
  }
}
