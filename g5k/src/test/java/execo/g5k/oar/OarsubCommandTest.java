package execo.g5k.oar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;

class OarsubCommandTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static List<String> words(OarSubmission submission) {
    return OarsubCommand.words(submission, PARIS, null);
  }

  @Test
  void bareSubmissionSleeps() {
    assertThat(words(OarSubmission.of())).containsExactly("oarsub", "sleep 31536000");
  }

  @Test
  void everythingIsSaidInItsOrder() {
    var submission =
        OarSubmission.of("{cluster='taurus'}/nodes=2", "{type='kavlan'}/vlan=1")
            .withWalltime("2:00")
            .withTypes("deploy", "exotic")
            .withProperties("memnode > 8000")
            .withQueue("production")
            .withReservationDate(Instant.ofEpochSecond(1743296400))
            .withDirectory("/home/me/my dir")
            .withProject("lab")
            .withName("it's mine")
            .withOptions("--notify 'mail:me@lab'")
            .withCommand("sleep 3; echo $HOME");
    assertThat(OarsubCommand.words(submission, PARIS, "/home/me/key"))
        .containsExactly(
            "oarsub",
            "--notify",
            "mail:me@lab",
            "-l",
            "{cluster='taurus'}/nodes=2+{type='kavlan'}/vlan=1,walltime=2:0:0",
            "-k",
            "-i",
            "/home/me/key",
            "-t",
            "deploy",
            "-t",
            "exotic",
            "-p",
            "memnode > 8000",
            "-q",
            "production",
            "-r",
            "2025-03-30 03:00:00",
            "-d",
            "/home/me/my dir",
            "--project",
            "lab",
            "-n",
            "it's mine",
            "sleep 3; echo $HOME");
  }

  @Test
  void walltimeAloneIsSaidToo() {
    assertThat(words(OarSubmission.of().withWalltime("10m")))
        .containsExactly("oarsub", "-l", "walltime=0:10:0", OarsubCommand.SLEEP);
  }

  @Test
  void alternativesGetTheWalltimeEach() {
    assertThat(words(OarSubmission.of("nodes=4").orResources("nodes=2").withWalltime("1:0:0")))
        .containsExactly(
            "oarsub",
            "-l",
            "nodes=4,walltime=1:0:0",
            "-l",
            "nodes=2,walltime=1:0:0",
            OarsubCommand.SLEEP);
    assertThat(words(OarSubmission.of("nodes=4,walltime=1").orResources("nodes=2,walltime=2")))
        .containsExactly(
            "oarsub", "-l", "nodes=4,walltime=1", "-l", "nodes=2,walltime=2", OarsubCommand.SLEEP);
  }

  @Test
  void twoWalltimesAreRefused() {
    assertThatThrownBy(() -> OarSubmission.of("nodes=4,walltime=1").withWalltime("2:00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nodes=4,walltime=1");
    assertThatThrownBy(() -> OarSubmission.of(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void textTellsOnlyWhatIsSet() {
    assertThat(OarSubmission.of("nodes=4").withWalltime("1:00").withTypes("deploy"))
        .hasToString("OarSubmission(resources='nodes=4', walltime=1h0m0s, types='deploy')");
    assertThat(OarSubmission.of()).hasToString("OarSubmission()");
  }

  /** A real shell makes of the line the words that were meant. */
  @Property(tries = 150)
  void anyTextSurvivesTheShell(
      @ForAll @NotBlank @CharRange(from = '\u0001', to = '\u00ff') String text,
      @ForAll @NotBlank @CharRange(from = ' ', to = '~') String other)
      throws IOException, InterruptedException {
    var submission =
        OarSubmission.of("{x = '" + other.replace("walltime=", "") + "'}/nodes=1")
            .withProperties(text)
            .withName(other)
            .withCommand(text);
    var words = words(submission);
    String line = OarsubCommand.line(submission, PARIS, null);
    var sh =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "oarsub() { printf '%s\\0' oarsub \"$@\"; }; eval \"$1\"",
                "sh",
                line)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    sh.environment().put("LC_ALL", "C.UTF-8");
    var process = sh.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said).isEqualTo(String.join("\0", words) + "\0");
  }
}
