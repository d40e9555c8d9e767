package execo.action;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.host.Hosts;
import execo.process.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A chained copy to hosts that print something of their own when somebody logs in. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChainLoginTest {
  @TempDir Path directory;
  private Path file;
  private Path target;

  @BeforeEach
  void prepare() throws IOException {
    file = Files.writeString(directory.resolve("file"), "what is copied");
    target = Files.createDirectory(directory.resolve("target"));
  }

  private ChainPut put(List<Host> hosts, String target, Duration silence) {
    var params = FakeSsh.in(directory).withConnector("openssh").withChainPutServerTimeout(silence);
    return new ChainPut(hosts, List.of(file.toString()), target, params).nolog(Failure.values());
  }

  @Test
  void textWithoutANewlineIsPassedOver() {
    var put = put(Hosts.parse("greeting"), target + "/", Duration.ofSeconds(30)).run();
    assertThat(put.finishedOk()).as(put.processes().getFirst().dump()).isTrue();
    assertThat(target.resolve("file")).hasSameTextualContentAs(file);
  }

  @Test
  void hostThatOnlyTalksIsGivenUp() throws IOException {
    var perl = Files.createDirectory(directory.resolve("programs")).resolve("perl");
    Files.writeString(perl, "#!/bin/sh\nwhile printf Hi; do sleep 0.1; done\n");
    Files.setPosixFilePermissions(perl, PosixFilePermissions.fromString("rwx------"));
    var put = put(Hosts.parse("chatter,127.0.0.1"), target + "/", Duration.ofSeconds(2)).run();
    assertThat(put.processes().getFirst().reason()).contains("not been heard of for 2 s");
    assertThat(put.processes().getLast().ok()).isTrue();
    assertThat(target.resolve("file")).hasSameTextualContentAs(file);
  }

  /** Digits that are no digits to the programs on hosts. */
  @Test
  void copiesWhateverTheDigitsOfThisMachine() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      assertThat("%d".formatted(1)).isNotEqualTo("1");
      var put =
          put(Hosts.parse("127.0.0.1,127.0.0.2"), target + "/{{{host}}}", Duration.ofSeconds(30))
              .run();
      assertThat(put.finishedOk()).as(put.processes().getFirst().dump()).isTrue();
      assertThat(target.resolve("127.0.0.1")).hasSameTextualContentAs(file);
      assertThat(target.resolve("127.0.0.2")).hasSameTextualContentAs(file);
    } finally {
      Locale.setDefault(before);
    }
  }
}
