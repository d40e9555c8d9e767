package execo.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartFailureTest {
  private static final SpawnRequest REQUEST = Requests.command("tool");

  @Test
  void namesLimits() {
    assertThat(StartFailure.openFiles(REQUEST, 1024))
        .isEqualTo("cannot start tool: the limit of open files (ulimit -n = 1024) is reached");
    assertThat(StartFailure.openFiles(REQUEST, -1))
        .isEqualTo("cannot start tool: the limit of open files (ulimit -n) is reached");
    assertThat(StartFailure.processes(REQUEST, 100))
        .isEqualTo(
            "cannot start tool: the limit of processes (ulimit -u = 100), or that of the container"
                + " or the machine, is reached");
  }

  @Test
  void keepsTheMeaningOfOtherErrors() {
    assertThat(StartFailure.reason(REQUEST, "/bin/tool", 40, "Too many levels of symbolic links"))
        .isEqualTo("cannot start tool: Too many levels of symbolic links");
  }
}
