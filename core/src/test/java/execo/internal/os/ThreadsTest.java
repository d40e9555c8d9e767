package execo.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void theTimersHaveTheirThreadBeforeAnythingIsTimed() {
    Threads.prepare();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .contains("execo-timers");
  }
}
