package execo.tests.connector;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What one test left on the hosts: the servers put its mark into the environment of all that they
 * start for it.
 */
final class Trace {
  private static final String VARIABLE = "LC_EXECO_TEST";

  private final String mark;

  Trace() {
    this(UUID.randomUUID().toString());
  }

  Trace(String mark) {
    this.mark = mark;
  }

  /** What no other test has. */
  String mark() {
    return mark;
  }

  /** These parameters, so that they leave the mark and read no configuration of the user's. */
  ConnectionParams on(ConnectionParams params) {
    var common = List.of("-F", "none", "-o", "BatchMode=yes", "-o", "PasswordAuthentication=no");
    var ssh = new ArrayList<>(common);
    ssh.addAll(List.of("-o", "SetEnv=" + VARIABLE + "=" + mark));
    var scp = new ArrayList<>(common);
    scp.add("-rp");
    return params.withSshOptions(ssh).withScpOptions(scp).withTaktukConnectorOptions(ssh);
  }

  /** The processes with the mark that run now. */
  List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses().filter(this::isMarked).toList();
  }

  private boolean isMarked(ProcessHandle process) {
    try {
      var environment = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
      return new String(environment, StandardCharsets.ISO_8859_1)
          .contains(VARIABLE + "=" + mark + "\0");
    } catch (IOException e) {
      return false; // it has gone, or is none of ours
    }
  }

  /** Fails if something with the mark still runs after so long. */
  void awaitNone(Duration limit) throws InterruptedException, ExecutionException {
    var end = System.nanoTime() + limit.toNanos();
    for (var left = processes(); !left.isEmpty(); left = processes()) {
      var ends = left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
      try {
        CompletableFuture.allOf(ends)
            .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        assertThat(left.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::info).toList())
            .as("left on the hosts")
            .isEmpty();
      }
    }
  }

  /** Kills all that has the mark. */
  void sweep() {
    for (var left = processes(); !left.isEmpty(); left = processes()) {
      left.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
