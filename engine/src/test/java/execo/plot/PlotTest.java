package execo.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import execo.results.Rows;
import execo.results.Summary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PlotTest {
  private static final Rows ROWS = rows();
  private static final Plot BOXES =
      new Plot().boxes(ROWS, "flows", "bw", "cc").xLabel("num flows").yLabel("bits/s");

  @TempDir private Path directory;

  private static Rows rows() {
    var rows = new ArrayList<Map<String, ?>>();
    for (int flows : new int[] {1, 2, 4, 9, 20}) {
      for (var cc : List.of("cubic", "reno")) {
        for (int i = 0; i < 5; i++) {
          double bw = 1e9 * (flows + i * i) * (cc.equals("reno") ? 0.4 : 0.3);
          rows.add(Map.of("params", Map.of("flows", flows, "cc", cc), "bw", bw));
        }
      }
    }
    return Rows.of(rows);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Plot plot) throws Exception {
    var found = parsed(plot.svg()).getElementsByTagName("text");
    var texts = new ArrayList<String>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void axesAndLegendSayWhatIsThere() throws Exception {
    assertThat(texts(BOXES.title("a < b & \u0001c")))
        .contains("0", "4 G", "10 G", "1", "2", "4", "9", "20")
        .contains("num flows", "bits/s", "cubic", "reno", "a < b &  c");
    assertThat(texts(BOXES.legend(Legend.NONE))).doesNotContain("cubic");
  }

  @Test
  void samePlotIsTheSameFile() throws IOException {
    var png = directory.resolve("plot.png");
    var svg = directory.resolve("plot.svg");
    BOXES.save(png).save(svg);
    assertThat(png).hasBinaryContent(BOXES.png());
    assertThat(Files.readString(svg)).isEqualTo(BOXES.svg());
  }

  @Test
  void sizeIsSet() throws Exception {
    var plot = BOXES.size(300, 200).scale(1.5).font(10);
    var image = ImageIO.read(new ByteArrayInputStream(plot.png()));
    assertThat(image.getWidth()).isEqualTo(450);
    assertThat(image.getHeight()).isEqualTo(300);
    var root = parsed(plot.svg()).getDocumentElement();
    assertThat(root.getAttribute("width")).isEqualTo("300");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 300 200");
  }

  @Test
  void boxesOfSeriesStandSideBySideAtTheirNumber() throws Exception {
    var numbers = new Summary(1, 2, 3);
    var points = Map.of(0, numbers, 1, numbers, 20, numbers);
    var one = new Plot().boxes("one", points);
    var two = one.boxes("two", points);
    assertThat(middles(one.legend(Legend.NONE))).hasSize(3);
    var middles = middles(two.legend(Legend.NONE));
    assertThat(middles).hasSize(6).doesNotHaveDuplicates();
    double gap = middles.get(1) - middles.get(0);
    assertThat((middles.get(3) - middles.get(0)) / gap).isCloseTo(0.36, within(0.01));
  }

  /** Where the middles of boxes are, in pixels. */
  private static List<Double> middles(Plot plot) {
    return Pattern.compile("<polygon points=\"([0-9.]+),[^ ]* ([0-9.]+),[^>]* stroke=")
        .matcher(plot.svg())
        .results()
        .map(found -> (Double.parseDouble(found.group(1)) + Double.parseDouble(found.group(2))) / 2)
        .toList();
  }

  @Test
  void numbersFarAwayAreDrawnAlone() throws Exception {
    var plot = new Plot().boxes("one", Map.of(1, new Summary(1, 2, 2, 3, 3, 4, 50)));
    assertThat(parsed(plot.svg()).getElementsByTagName("circle").getLength()).isEqualTo(1);
  }

  @Test
  void fifteenSeriesLookDifferent() {
    var looks = new HashSet<Look>();
    for (int i = 0; i < 15; i++) {
      looks.add(Look.of(i));
    }
    assertThat(looks).hasSize(15);
    assertThat(looks.stream().map(look -> look.ink().rgb() + " " + look.mark()).distinct())
        .hasSize(15);
  }

  @Test
  void linesHaveErrorBarsWhereThereAreSome() {
    var numbers = Map.of(1, new Summary(1, 2, 3), 2, new Summary(5));
    var bars = new Plot().lines("one", numbers, ErrorBars.range()).svg();
    var none = new Plot().lines("one", numbers, ErrorBars.none()).svg();
    assertThat(count(bars, "<polyline") - count(none, "<polyline")).isGreaterThanOrEqualTo(3);
    assertThat(new Plot().lines("one", numbers, ErrorBars.confidence(0.95)).svg()).contains("svg");
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length - 1;
  }

  @Test
  void histogramCountsEverythingOnce() {
    var numbers = new Summary(0, 0.1, 1, 1.5, 2, 3, 4, 10);
    var edges = Bins.edges(List.of(numbers), 5, false);
    assertThat(edges).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0, 10.0);
    assertThat(Bins.counts(numbers, edges, false)).containsExactly(4, 2, 1, 0, 1);
    var automatic = Bins.edges(List.of(numbers), 0, false);
    assertThat(Bins.counts(numbers, automatic, false).stream().mapToInt(i -> i).sum()).isEqualTo(8);
    assertThat(Bins.edges(List.of(new Summary(3, 3)), 0, false)).hasSize(2);
    assertThat(new Plot().histogram("x", ROWS, "bw").logX().svg()).contains("1 G", "10 G");
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> new Plot().svg())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing to plot");
    assertThatThrownBy(() -> BOXES.save("plot.gif"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plot.gif: pictures are named .png or .svg");
    assertThatThrownBy(() -> BOXES.save(directory.resolve("none").resolve("plot.svg")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("plot.svg: not written");
    assertThatThrownBy(() -> new Plot().histogram("x", 1, Double.NaN))
        .hasMessage("cannot be drawn: NaN");
    assertThatThrownBy(() -> new Plot().histogram("x", 1, 0).logX().svg())
        .hasMessageStartingWith("a logarithmic axis has no place for 0.0");
    assertThatThrownBy(() -> BOXES.size(0, 3)).hasMessage("not a width: 0.0");
    assertThatThrownBy(() -> BOXES.xRange(2, 1)).hasMessage("not a range: 2.0 to 1.0");
    assertThatThrownBy(() -> BOXES.size(60, 60).svg())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("too small for what is written beside the plot: 60 x 60");
  }
}
