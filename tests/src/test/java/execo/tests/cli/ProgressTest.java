package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.process.LocalProcess;
import execo.testbed.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line of progress at the bottom of a terminal. */
@Timeout(100)
class ProgressTest {
  private static final String SHOWN = "0/2 ended";

  @TempDir Path directory;
  private Fleet fleet;
  private Cli execo;

  @BeforeEach
  void start() {
    fleet = Fleet.start(2);
    execo = new Cli(fleet, directory);
  }

  @AfterEach
  void end() {
    fleet.close();
  }

  private String[] waitingForAFile() {
    var hosts = String.join(",", fleet.hosts().stream().map(Host::toString).toList());
    return new String[] {
      "run", "-w", hosts, "echo begun; until [ -e go ]; do sleep 0.05; done; echo done"
    };
  }

  private void letGo() throws IOException {
    for (var host : fleet.hosts()) {
      Files.createFile(fleet.home(host).resolve("go"));
    }
  }

  @Test
  void isShownAndLeavesNothingBehind() throws Exception {
    try (var run = execo.onTerminal("", waitingForAFile())) {
      assertThat(run.expect(SHOWN + "; at work: ", "40s")).isPresent();
      letGo();
      run.await("40s");
      assertThat(run.exitCode()).isZero();
      assertThat(visible(run.stdout()))
          .contains("begun\n", "done\n", "\ntotal ")
          .doesNotContain(SHOWN);
    }
  }

  @Test
  void isTakenAwayBeforeTheProgramLeavesAtOnce() {
    try (var run =
        execo.onTerminal("", "run", "-w", fleet.hosts().getFirst().toString(), "sleep 600")) {
      assertThat(run.expect("0/1 ended", "40s")).isPresent();
      run.write(new byte[] {3});
      run.write(new byte[] {3});
      run.await("40s");
      assertThat(run.exitCode()).isEqualTo(130);
      assertThat(visible(run.stdout())).doesNotContain("0/1 ended");
    }
  }

  @Test
  void isNotShownWhereOutputIsPiped() throws Exception {
    try (var run = execo.onTerminal("| cat", waitingForAFile())) {
      assertThat(run.expect("begun", "40s")).isPresent();
      assertThat(run.expect(SHOWN, "1500ms")).isEmpty();
      letGo();
      run.await("40s");
      assertThat(run.stdout()).contains("done").doesNotContain("\033", SHOWN);
    }
  }

  // ---- of copies

  /** One that copies 100 KB a second to or from a host. */
  private Cli slowly() {
    return new Cli(fleet.connection(), "-l 800", directory);
  }

  private String hosts() {
    return String.join(",", fleet.hosts().stream().map(Host::toString).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "openssh"})
  void putShowsTheBytesOfAll(String connector) throws Exception {
    Files.write(directory.resolve("file"), new byte[400_000]);
    try (var put =
        slowly().onTerminal("", "put", "--connector", connector, "-w", hosts(), "file", "copy")) {
      assertShows(put, "0/2 ended, \\d+ kB of 800 kB");
      for (var host : fleet.hosts()) {
        assertThat(fleet.home(host).resolve("copy")).hasSize(400_000);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "openssh"})
  void getShowsTheBytesOfAll(String connector) throws Exception {
    for (var host : fleet.hosts()) {
      Files.write(fleet.home(host).resolve("file"), new byte[400_000]);
    }
    try (var get =
        slowly().onTerminal("", "get", "--connector", connector, "-w", hosts(), "file", "back")) {
      assertShows(get, "0/2 ended, \\d+ kB");
      for (var host : fleet.hosts()) {
        assertThat(directory.resolve("back").resolve(host.address()).resolve("file"))
            .hasSize(400_000);
      }
    }
  }

  private static void assertShows(LocalProcess copy, String progress) {
    assertThat(copy.expect(progress, "60s")).as(copy.dump()).isPresent();
    copy.await("60s");
    assertThat(copy.exitCode()).as(copy.dump()).isZero();
    assertThat(visible(copy.stdout())).doesNotContain(SHOWN);
  }

  /** The first host has all of it while the second says nothing. */
  @Test
  void broadcastShowsTheBytesOfAll() throws Exception {
    fleet.hang(fleet.hosts().getLast());
    Files.write(directory.resolve("file"), new byte[400_000]);
    try (var broadcast = execo.onTerminal("", "broadcast", "-w", hosts(), "file", "copy")) {
      assertThat(broadcast.expect("1/2 ended, .*400 kB", "60s")).as(broadcast.dump()).isPresent();
      broadcast.write(new byte[] {3});
      broadcast.await("60s");
      assertThat(broadcast.exitCode()).isEqualTo(130);
      assertThat(fleet.home(fleet.hosts().getFirst()).resolve("copy")).hasSize(400_000);
    }
  }

  /** What is left on the screen: a line that is erased or written over is gone. */
  private static String visible(String text) {
    return text.replace("\r\n", "\n")
        .replaceAll("[^\n]*\r(?=[^\n])", "")
        .replaceAll("\033\\[K", "");
  }
}
