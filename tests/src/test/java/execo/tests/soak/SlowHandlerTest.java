package execo.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import execo.process.LocalProcess;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("soak")
class SlowHandlerTest {
  private static final long GIGABYTE = 1L << 30;
  private static final long PAUSE_PER_64_KIB = 1_000_000;
  private static final long MOST_HELD = 40L << 20;

  @Test
  void takesAGigabyteInBoundedMemory() {
    var before = used();
    var seen = new AtomicLong();
    var pieces = new AtomicLong();
    var most = new AtomicLong();
    var process =
        new LocalProcess("head -c " + GIGABYTE + " /dev/zero")
            .keepOutput(1000)
            .onStdout(chunk -> {
              seen.addAndGet(chunk.bytes().length);
              LockSupport.parkNanos(PAUSE_PER_64_KIB);
              if (pieces.incrementAndGet() % 1000 == 0) {
                most.accumulateAndGet(used() - before, Math::max);
              }
            })
            .run("5m");
    assertThat(process.finishedOk()).isTrue();
    assertThat(seen).hasValue(GIGABYTE);
    assertThat(process.stdoutBytes()).hasSize(2000);
    assertThat(most.get()).isLessThan(MOST_HELD);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
