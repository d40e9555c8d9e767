package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerProcessTest {
  private static final WorkerProcess SELF = WorkerProcess.SELF;

  private static WorkerProcess like(long pid, String started) {
    return new WorkerProcess("x", pid, started, SELF.system());
  }

  @Test
  void thisOneHasNotEnded() {
    assertThat(SELF.started()).matches("\\d+");
    assertThat(SELF.ended()).isFalse();
    assertThat(like(SELF.pid(), "12").ended()).as("another with the number").isTrue();
    assertThat(like(99_999_999, SELF.started()).ended()).as("none with the number").isTrue();
  }

  @Test
  void processesOfOtherSystemsAreLeftToTheirLease() {
    assertThat(new WorkerProcess("x", 99_999_999, "12", "other").ended()).isFalse();
    assertThat(new WorkerProcess("x", 99_999_999, "12", "").ended()).isFalse();
    assertThat(WorkerProcess.UNKNOWN.ended()).isFalse();
  }

  /** A date moves when the clock is set, so that it tells nothing. */
  @ParameterizedTest
  @CsvSource({"2026-11-23T02:59:58.430Z", "yesterday", "''"})
  void aDateSaysNothingOfAProcess(String started) throws MalformedLine {
    var text =
        "{\"worker\":\"w\",\"pid\":%d,\"started\":\"%s\",\"system\":\"%s\"}"
            .formatted(SELF.pid(), started, SELF.system());
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var process = Line.read(bytes, 0, bytes.length).process;
    assertThat(process).isEqualTo(withoutHost(SELF.pid(), started));
    assertThat(like(SELF.pid(), started).ended()).isFalse();
    assertThat(like(99_999_999, started).ended()).isTrue();
  }

  private static WorkerProcess withoutHost(long pid, String started) {
    return new WorkerProcess("", pid, started, SELF.system());
  }
}
