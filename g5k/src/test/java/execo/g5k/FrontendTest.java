package execo.g5k;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.G5kKeys;
import execo.g5k.kavlan.Kavlan;
import execo.g5k.oar.OarJob;
import execo.host.Host;
import execo.time.WaitInterruptedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class FrontendTest {
  @TempDir Path directory;

  /** The calls that run kavlan. */
  enum KavlanCall {
    LIST,
    NODES,
    SET,
    DHCP;

    void make(Kavlan kavlan) {
      var job = new OarJob(7, "lyon");
      switch (this) {
        case LIST -> kavlan.list(job);
        case NODES -> kavlan.nodes(job);
        case SET -> kavlan.set("lyon", 4, List.of(new Host("taurus-1.lyon.grid5000.fr")));
        case DHCP -> kavlan.dhcp("lyon", 4, true);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void interruptedKavlanIsKilled(KavlanCall call) throws IOException {
    var frontend = new ScriptedFrontend(directory);
    frontend.silentTool("kavlan");
    var kavlan = Kavlan.of(frontend.settings());
    var process = frontend.interruptWhenSilent();
    assertThatThrownBy(() -> call.make(kavlan)).isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    ScriptedFrontend.awaitEnd(process);
  }

  @Test
  void whatIsRunHasTheTimeOfTheSettings() throws IOException {
    var frontend = new ScriptedFrontend(directory);
    frontend.tool("slow", "exec sleep 600");
    var settings =
        frontend.settings().with(G5kKeys.DEFAULT_TIMEOUT, Optional.of(Duration.ofMillis(300)));
    assertThat(settings.frontend("lyon").run(List.of("slow", "it's")).timedOut()).isTrue();
    var said =
        settings.frontend("lyon").run("echo 'it''s' $((6 * 7))", null, Duration.ofMinutes(1));
    assertThat(said.stdout()).isEqualTo("its 42\n");
  }
}
