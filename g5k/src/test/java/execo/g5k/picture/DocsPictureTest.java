package execo.g5k.picture;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.topology.JsonNetwork;
import execo.g5k.topology.Topology;
import execo.testbed.grid5000.ReferenceData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocsPictureTest {
  private static final Path PICTURE = Path.of("../docs/g5k_xp_graph.svg");
  private static final Pattern HOST = Pattern.compile(">([a-z]+-[0-9]+)<");

  /** Without what differs from one drawing to the next. */
  private static List<String> lines(String svg) {
    return svg.lines().filter(line -> !line.contains(">drawn ")).toList();
  }

  @Test
  void theNetworkInTheDocumentationIsDrawnAsToday() throws Exception {
    var svg = Files.readString(PICTURE);
    var hosts = HOST.matcher(svg).results().map(match -> match.group(1)).toList();
    var data = new JsonNetwork(ReferenceData.g5k2020().tree());

    assertThat(hosts).hasSize(10);
    assertThat(lines(svg))
        .as("%s; where this fails, draw it anew with examples/G5kTopology.java", PICTURE)
        .isEqualTo(lines(Pictures.drawTopology(Topology.of(data, hosts)).svg()));
  }
}
