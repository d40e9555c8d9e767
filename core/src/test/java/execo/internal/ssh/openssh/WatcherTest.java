package execo.internal.ssh.openssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a host does when a connection has gone, or only seems to have. */
@Timeout(60)
class WatcherTest {
  private static final String NOBODY = "65534";

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  /** As somebody who is not root. */
  private Process start(String... words) throws IOException {
    var all = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      all.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
    }
    all.addAll(List.of(words));
    var process = new ProcessBuilder(all).redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  /** A group of its own, from now on. */
  private Process group() throws IOException {
    var group = start("setsid", "sh", "-c", "echo here; exec sleep 600");
    assertThat(group.inputReader().readLine()).isEqualTo("here");
    return group;
  }

  private Process watch(Process group, long connection) throws IOException {
    return start(
        "sh",
        "-c",
        Scripts.WATCHER,
        "execo",
        "stdin",
        Long.toString(group.pid()),
        Long.toString(connection),
        "leashed");
  }

  @Test
  void goneConnectionEndsTheGroup() throws Exception {
    var group = group();
    var connection = start("true");
    connection.waitFor();
    watch(group, connection.pid()).waitFor();
    assertThat(group.waitFor()).isEqualTo(143);
  }

  /**
   * Behind oarsh the server's process is that of the user oar; here the first one stands for it.
   */
  @Test
  void connectionOfAnotherUserIsThere() throws Exception {
    var group = group();
    var watcher = watch(group, 1);
    assertThat(watcher.waitFor(2, TimeUnit.SECONDS)).isFalse();
    assertThat(group.isAlive()).isTrue();
  }
}
