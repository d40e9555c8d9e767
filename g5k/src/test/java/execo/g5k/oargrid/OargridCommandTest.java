package execo.g5k.oargrid;

import static org.assertj.core.api.Assertions.assertThat;

import execo.g5k.oar.OarSubmission;
import execo.internal.shell.ShellWords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class OargridCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

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
    assertThat(ShellWords.split(OargridCommand.submit(parts, common, PARIS, "/key")))
        .containsExactly(
            "oargridsub",
            "-v",
            "-i",
            "/key",
            "-s",
            "2025-03-30 03:00:00",
            "-q",
            "default",
            "-w",
            "1:0:0",
            "lyon:rdef=\"{\\\\\\\\\\\\\\\"cluster='taurus'\\\\\\\\\\\\\\\"}/nodes=2\":type=\"deploy\","
                + "nancy:rdef=\"nodes=1\":prop=\"gpu='NO'\":name=\"x\"");
  }

  @Test
  void answers() {
    assertThat(
            OargridCommand.submitted(
                "[OAR_GRIDSUB] Grid reservation id = 42\r\n[OAR_GRIDSUB] SSH KEY : /tmp/k\r\n"))
        .isEqualTo(new OargridCommand.Submitted(42, "/tmp/k"));
    assertThat(OargridCommand.submitted("no")).isNull();
    assertThat(OargridCommand.listed("Reservation # 3:\n x\nReservation # 12:\n"))
        .containsExactly(3L, 12L);
    String stat =
        "   start date : 2025-03-30 03:00:00\r\n   walltime : 1:00:00\r\n   user : me\r\n\tlyon --> 17\n";
    assertThat(OargridCommand.info(stat, PARIS))
        .isEqualTo(
            new OargridCommand.Info(Instant.ofEpochSecond(1743296400), Duration.ofHours(1), "me"));
    assertThat(OargridCommand.parts(stat)).containsExactly(new OargridCommand.Part("lyon", 17));
    assertThat(OargridCommand.keyFile("me", 42)).isEqualTo("/tmp/oargrid/oargrid_ssh_key_me_42");
  }
}
