package execo.g5k.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.planning.ClusterPlanning;
import execo.g5k.planning.Element;
import execo.g5k.planning.HostPlanning;
import execo.g5k.planning.Planning;
import execo.g5k.planning.Plannings;
import execo.g5k.planning.SitePlanning;
import execo.g5k.planning.Timetable;
import execo.g5k.schedule.Interval;
import execo.g5k.schedule.Intervals;
import execo.g5k.topology.JsonNetwork;
import execo.g5k.topology.ManySites;
import execo.g5k.topology.Topology;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PicturesTest {
  /** All texts have room, within the picture and beside each other. */
  static void isReadable(Picture picture) {
    var texts =
        picture.shapes().stream()
            .filter(Shape.Text.class::isInstance)
            .map(Shape.Text.class::cast)
            .sorted(Comparator.comparingDouble(Shape.Text::y))
            .toList();
    for (int i = 0; i < texts.size(); i++) {
      var one = texts.get(i);
      assertThat(one.left()).as(one.toString()).isNotNegative();
      assertThat(one.left() + one.width()).as(one.toString()).isLessThanOrEqualTo(picture.width());
      assertThat(one.y()).as(one.toString()).isBetween(one.size(), (double) picture.height());
      for (int j = i + 1; j < texts.size() && texts.get(j).y() - one.y() < 30; j++) {
        var other = texts.get(j);
        boolean apart =
            other.y() - other.size() * 0.75 >= one.y() + one.size() * 0.05
                || other.left() >= one.left() + one.width()
                || one.left() >= other.left() + other.width();
        assertThat(apart).as("%s and %s do not overlap", one, other).isTrue();
      }
    }
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 300, 1000})
  void networksOfAllSizesAreReadable(int size) throws Exception {
    var topology = Samples.topology(size);
    var usual = Pictures.drawTopology(topology);
    var folded = Pictures.drawFoldedTopology(topology);
    assertThat(List.of(usual, folded)).allMatch(TopologyPicture::isLegible);
    for (var picture : List.of(usual, folded, Pictures.drawUnfoldedTopology(topology))) {
      isReadable(picture);
      assertThat(xml(picture.svg()).getDocumentElement().getTagName()).isEqualTo("svg");
      for (var cluster : topology.clusters()) {
        assertThat(picture.svg()).contains(">" + cluster + " \u00d7 ");
      }
      assertThat(picture.svg()).contains("reference data " + topology.version().substring(0, 12));
    }
  }

  @Test
  void asManyClustersAsThereAreTodayAreReadable() {
    var topology = Samples.wholeGrid();
    assertThat(topology.clusters()).hasSize(158);
    assertThat(topology.sites()).hasSize(12);

    var picture = Pictures.drawTopology(topology);

    isReadable(picture);
    assertThat(TopologyPicture.leastText(picture)).isGreaterThan(5);
    var svg = picture.svg();
    topology.clusters().forEach(cluster -> assertThat(svg).contains(">" + cluster + " \u00d7 "));
  }

  @Test
  void hostsAreDrawnWhereTheyCanBeReadOrAreAskedFor() {
    var few = Samples.topology(30);
    var many = Samples.topology(1000);

    assertThat(disks(Pictures.drawTopology(few))).isEqualTo(1 + few.hosts().size());
    assertThat(disks(Pictures.drawFoldedTopology(few))).isZero();
    assertThat(disks(Pictures.drawTopology(many))).isZero();
    assertThat(disks(Pictures.drawUnfoldedTopology(many))).isEqualTo(1 + many.hosts().size());
  }

  @Test
  void svgIsTheSameInAllLocales() {
    var picture = Pictures.drawTopology(Samples.topology(30));
    var svg = picture.svg();
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      assertThat(picture.svg()).isEqualTo(svg);
      assertThat(Rate.levelText(0)).matches("up to [0-9]+ Gb/s");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static long disks(Picture picture) {
    return picture.shapes().stream().filter(Shape.Disk.class::isInstance).count();
  }

  /** With a display that is not there, and less memory than a usual program has. */
  @Test
  void largePicturesArePaintedWithoutADisplayInLittleMemory(@TempDir Path directory)
      throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx160m",
            "-cp",
            System.getProperty("java.class.path"),
            PaintAll.class.getName(),
            directory.toString());
    builder.environment().put("DISPLAY", "127.0.0.1:9999");
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile());
    var painting = builder.start();
    try {
      assertThat(painting.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      painting.destroyForcibly();
    }
    assertThat(painting.exitValue()).as(Files.readString(directory.resolve("output"))).isZero();
    for (int size : PaintAll.SIZES) {
      var image = ImageIO.read(directory.resolve(size + ".png").toFile());
      var picture = Pictures.drawTopology(Samples.topology(size));
      assertThat(image.getWidth()).isEqualTo(2 * picture.width());
      assertThat(image.getHeight()).isEqualTo(2 * picture.height());
    }
  }

  @Test
  void smallNetworksNameTheirHosts() {
    var topology = Samples.topology(30);
    assertThat(topology.hosts()).hasSizeBetween(25, 40);
    var svg = Pictures.drawTopology(topology).svg();
    topology.hosts().forEach(host -> assertThat(svg).contains(">" + host.name() + "<"));
  }

  @Test
  void aNetworkOfNothingIsDrawn() {
    var empty = Samples.topology(30).minus("grenoble", "lyon", "nancy", "rennes");
    isReadable(Pictures.drawTopology(empty));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 28, 300})
  void plannedHostsAreReadable(int days) throws Exception {
    var data = JsonNetwork.of2020();
    for (var sites : List.of(List.of("lyon"), data.sites())) {
      var planning = Samples.planning(data, Duration.ofDays(days), sites);
      var gantt = Pictures.drawGantt(planning);
      isReadable(gantt);
      assertThat(xml(gantt.svg()).getElementsByTagName("path").getLength()).isPositive();
      isReadable(Pictures.drawSlots(Plannings.computeSlots(planning, Duration.ofHours(1))));
    }
  }

  /** At hours 0 to 100, a host that is busy twice for ten hours, and free between for just ten. */
  @Test
  void areasFallWhereTheWalltimeDoesNotFitAnyMore() {
    var period = hours(0, 100);
    var busy = Intervals.of(hours(50, 60), hours(70, 80));
    var cluster = new Element.Cluster("taurus", new Element.Site("lyon"));
    var host =
        new HostPlanning(
            new Element.Node("taurus-1.lyon.grid5000.fr", cluster),
            16,
            new Timetable(period, busy));
    var clusters = List.of(new ClusterPlanning(cluster, false, List.of(host)));
    var site =
        new SitePlanning(
            cluster.site(), clusters, List.of(), new LinkedHashMap<>(), new LinkedHashMap<>());
    var slots = Plannings.computeSlots(new Planning(period, List.of(site)), Duration.ofHours(10));

    var area =
        Pictures.drawSlots(slots).shapes().stream()
            .filter(Shape.Area.class::isInstance)
            .map(Shape.Area.class::cast)
            .findFirst()
            .orElseThrow();

    var points = area.points();
    double left = points[0];
    double hour = (points[points.length / 2 - 2] - left) / 100;
    var rises = new ArrayList<String>();
    for (int i = 0; i < points.length / 2; i += 4) {
      boolean free = points[i + 1] < points[points.length - 1 - i] - 1;
      rises.add(Math.round((points[i] - left) / hour) + (free ? " free" : " busy"));
    }
    assertThat(rises)
        .containsExactly(
            "0 free", "40 busy", "50 busy", "60 busy", "70 busy", "80 free", "90 busy");
  }

  private static Interval hours(long from, long to) {
    return new Interval(from * 3600, to * 3600);
  }

  /** From a Wednesday on: two working days, Christmas Day, a week-end and four working days. */
  @Test
  void restrictedHoursAreDrawnDayByDay() {
    var picture = Pictures.drawCharter(LocalDate.of(2026, 12, 23), 9);

    isReadable(picture);
    assertThat(picture.svg())
        .contains(">Wed 23 Dec<", ">Thu 31 Dec<", ">0:00<", ">24:00<", ">holiday<")
        .contains(">from 2026-12-23 00:00 to 2027-01-01 00:00, Paris time<");
    int restricted =
        picture.shapes().stream()
            .filter(Shape.Boxes.class::isInstance)
            .map(Shape.Boxes.class::cast)
            .filter(boxes -> boxes.fill().equals(Fill.plain(Palette.BUSY)))
            .mapToInt(boxes -> boxes.bounds().length / 4)
            .sum();
    assertThat(restricted).as("and one of the legend").isEqualTo(6 + 1);
    assertThatThrownBy(() -> Pictures.drawCharter(LocalDate.EPOCH, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a day or more");
  }

  @Test
  void manySitesAreReadable() {
    var data = ManySites.data();
    var planning = Samples.planning(data, Duration.ofDays(28), data.sites());

    var gantt = Pictures.drawGantt(planning);
    isReadable(gantt);
    assertThat(TopologyPicture.leastText(gantt)).isGreaterThan(5);
    var slots = Pictures.drawSlots(Plannings.computeSlots(planning, Duration.ofHours(1)));
    isReadable(slots);
    data.sites().forEach(site -> assertThat(slots.svg()).contains(">" + site + "<"));
  }

  @Test
  void captionsTellTheDateAndWhatIsDrawn() {
    var clock = Clock.fixed(Instant.parse("2026-12-24T17:30:00Z"), ZoneOffset.UTC);
    var stamp = new Stamp(clock.instant(), "9ebe1b1e00000000000000000000000000000000");
    var planning = Samples.planning(2, 2, 3);
    var slots = Plannings.computeSlots(planning, Duration.ofHours(2));

    assertThat(Pictures.drawGantt(planning, stamp).svg())
        .contains(
            ">from 2026-11-23 08:01 to 2026-11-30 08:01, Paris time<",
            ">drawn 2026-12-24 18:30, Paris time; status of 2 sites; reference data 9ebe1b1e0000<");
    assertThat(Pictures.drawSlots(slots, stamp).svg())
        .contains(
            ">slots 2h0m0s long, from 2026-11-23 08:01 to 2026-11-30 08:01, Paris time<",
            ">drawn 2026-12-24 18:30, Paris time; status of 2 sites; reference data 9ebe1b1e0000<");
    assertThat(Pictures.drawSlots(slots).svg())
        .contains("Paris time; status of 2 sites<")
        .doesNotContain("reference data");
    assertThat(
            Pictures.drawTopology(
                    Topology.of(JsonNetwork.of2020(), List.of("taurus", "nova-1"), clock))
                .svg())
        .contains(">15 hosts, 1 site<", ">drawn 2026-12-24 18:30, Paris time; reference data ");
  }

  @Test
  void picturesAreSavedByTheEndOfTheName(@TempDir Path directory) throws Exception {
    var picture = Pictures.drawTopology(Samples.topology(30));

    var svg = picture.save(directory.resolve("network.svg"));
    var png = picture.save(directory.resolve("network.PNG"));

    assertThat(Files.readString(svg)).isEqualTo(picture.svg());
    var image = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(png)));
    assertThat(image.getWidth()).isEqualTo(2 * picture.width());
    assertThat(image.getHeight()).isEqualTo(2 * picture.height());
    assertThatThrownBy(() -> picture.save(directory.resolve("network.gif")))
        .hasMessageContaining(".svg or .png");
  }

  @Test
  void networksHaveTextForms() throws Exception {
    var topology = Samples.topology(30);

    assertThat(topology.dot()).contains("\"gros-1\"", "\"gw.lyon\"", "bandwidth=");
    var graph = xml(topology.graphMl());
    assertThat(graph.getElementsByTagName("node").getLength())
        .isEqualTo(topology.graph().vertexSet().size());
    assertThat(graph.getElementsByTagName("edge").getLength())
        .isEqualTo(topology.graph().edgeSet().size());
  }
}
