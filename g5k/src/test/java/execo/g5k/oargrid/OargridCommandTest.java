package execo.g5k.oargrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OargridCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static String line(OarSubmission common, OarRequest... parts) {
    return OargridCommand.line(List.of(parts), common, PARIS, null);
  }

  @Test
  void commandLine() {
    var parts =
        List.of(
            OarSubmission.of("{cluster='taurus'}/nodes=2").withTypes("deploy").at("lyon"),
            OarSubmission.of("nodes=1").withProperties("gpu='NO'").withName("x").at("nancy"));
    var common =
        OarSubmission.of()
            .withWalltime("1:00")
            .withReservationDate(Instant.ofEpochSecond(1743296400))
            .withQueue("default");
    assertThat(OargridCommand.line(parts, common, PARIS, "/key"))
        .isEqualTo(
            "oargridsub -v -i /key -s '2025-03-30 03:00:00' -q default -w 1:0:0"
                + " lyon:rdef=\"{\\\\\\\\\\\\\\\"cluster='taurus'\\\\\\\\\\\\\\\"}/nodes=2\":type=\"deploy\","
                + "nancy:rdef=\"nodes=1\":prop=\"gpu='NO'\":name=\"x\"");
  }

  /** Each evaluation takes one quoting away; the third is that of the site's oarsub. */
  @Test
  void resourcesComeThroughThreeShells() throws Exception {
    String spec =
        line(
                OarSubmission.of(),
                OarSubmission.of("{cluster='x' and gpu = 'NO'}/nodes=2").at("lyon"))
            .substring("oargridsub -v ".length());
    String once = shell("printf %s " + spec);
    assertThat(once).isEqualTo("lyon:rdef={\\\\\\\"cluster='x' and gpu = 'NO'\\\\\\\"}/nodes=2");
    String twice = shell("printf %s \"" + once + "\"");
    assertThat(shell("printf %s \"" + twice + "\""))
        .isEqualTo("lyon:rdef={\"cluster='x' and gpu = 'NO'\"}/nodes=2");
  }

  private static String shell(String line) throws IOException, InterruptedException {
    var process = new ProcessBuilder("/bin/sh", "-c", line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  static Stream<OarRequest> impossible() {
    var nodes = OarSubmission.of("nodes=1");
    return Stream.of(
        nodes.at(null),
        nodes.at("lyon;reboot"),
        OarSubmission.of().at("lyon"),
        nodes.orResources("nodes=2").at("lyon"),
        nodes.withTypes("deploy", "night").at("lyon"),
        nodes.withName("$(reboot)").at("lyon"),
        nodes.withProperties("a=\"b\"").at("lyon"),
        OarSubmission.of("nodes=`reboot`").at("lyon"),
        OarSubmission.of("{host in ('a','b')}/nodes=1").at("lyon"));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void whatOargridCannotTakeIsRefused(OarRequest part) {
    assertThatThrownBy(() -> line(OarSubmission.of(), part))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
