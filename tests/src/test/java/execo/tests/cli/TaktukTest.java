package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.tests.real.RealTaktuk;
import execo.tests.real.SshdSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code --connector taktuk}, for commands and for copies. */
@RealTaktuk
@Timeout(180)
class TaktukTest {
  private static final String HOSTS = "127.7.0.1,127.7.0.2";

  private final String place = "cli-" + Long.toHexString(ThreadLocalRandom.current().nextLong());

  @TempDir Path directory;
  private Cli execo;

  @BeforeEach
  void configure() {
    var settings = SshdSettings.ofEnvironment();
    execo =
        new Cli(
            ConnectionParams.none()
                .withUser(settings.user())
                .withPort(settings.port())
                .withKeyFile(settings.key())
                .withKnownHosts(settings.config().resolveSibling("known_hosts")),
            "",
            directory);
  }

  private Cli.Result taktuk(String command, String... words) throws Exception {
    var all = new String[words.length + 5];
    all[0] = command;
    all[1] = "--connector";
    all[2] = "taktuk";
    all[3] = "-w";
    all[4] = HOSTS;
    System.arraycopy(words, 0, all, 5, words.length);
    return execo.run(all);
  }

  @Test
  void oneProgramRunsTheCommandOnAllHosts() throws Exception {
    var result = taktuk("run", "--json", "echo $EXECO_HOST; exit $EXECO_RANK");
    assertThat(result.code()).as(result.err()).isEqualTo(1);
    assertThat(result.outLines())
        .anyMatch(line -> line.contains("\"stdout\":\"127.7.0.1\\n\""))
        .anyMatch(line -> line.contains("\"stdout\":\"127.7.0.2\\n\""));
  }

  @Test
  void filesGoAndComeBack() throws Exception {
    Files.writeString(Files.createDirectories(directory.resolve("tree/deep")).resolve("f"), "text");
    try {
      var done = new Cli.Result(0, "", "");
      assertThat(taktuk("run", "mkdir -p " + place + "/$EXECO_HOST")).isEqualTo(done);
      assertThat(taktuk("put", "tree", place + "/{{{host}}}")).isEqualTo(done);
      assertThat(taktuk("get", place + "/{{{host}}}/tree", "back")).isEqualTo(done);
      for (var host : HOSTS.split(",")) {
        assertThat(directory.resolve("back").resolve(host).resolve("tree/deep/f"))
            .hasContent("text");
      }
    } finally {
      taktuk("run", "rm -rf " + place);
    }
  }
}
