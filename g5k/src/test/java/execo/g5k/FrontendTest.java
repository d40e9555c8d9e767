package execo.g5k;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.g5k.kavlan.Kavlan;
import execo.g5k.oar.OarJob;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.time.WaitInterruptedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A frontend whose part a shell script in the place of ssh takes. */
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

  private G5kSettings settings(String tool, String script) throws IOException {
    write(tool, script);
    // the last word is what ssh would have the frontend's shell run
    Path ssh = write("ssh", "for last; do :; done; PATH=" + directory + ":$PATH; eval \"$last\"");
    var connection =
        ConnectionParams.none()
            .withConnector("openssh")
            .withSsh(List.of(ssh.toString()))
            .withPty(false);
    return G5kSettings.of(Configuration.defaults().withFrontendConnection(connection));
  }

  private Path write(String name, String script) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  @ParameterizedTest
  @EnumSource
  void interruptedKavlanIsKilled(KavlanCall call) throws IOException {
    Path pid = directory.resolve("pid");
    var silent = "echo $$ >" + pid + ".new; mv " + pid + ".new " + pid + "; exec sleep 600";
    var kavlan = Kavlan.of(settings("kavlan", silent));
    var process = interruptWhenThere(pid);
    assertThatThrownBy(() -> call.make(kavlan)).isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    ProcessHandle.of(process.join()).ifPresent(there -> there.onExit().join());
  }

  @Test
  void whatIsRunHasTheTimeOfTheSettings() throws IOException {
    var settings =
        settings("slow", "exec sleep 600")
            .with(G5kKeys.DEFAULT_TIMEOUT, Optional.of(Duration.ofMillis(300)));
    assertThat(settings.frontend("lyon").run(List.of("slow", "it's")).timedOut()).isTrue();
    var said =
        settings.frontend("lyon").run("echo 'it''s' $((6 * 7))", null, Duration.ofMinutes(1));
    assertThat(said.stdout()).isEqualTo("its 42\n");
  }

  private static CompletableFuture<Long> interruptWhenThere(Path pid) {
    Thread caller = Thread.currentThread();
    return CompletableFuture.supplyAsync(() -> {
      try {
        while (!Files.exists(pid)) {
          Thread.onSpinWait();
        }
        return Long.valueOf(Files.readString(pid).strip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        caller.interrupt();
      }
    });
  }
}
