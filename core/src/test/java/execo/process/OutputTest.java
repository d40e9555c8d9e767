package execo.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of what a process writes. */
@Timeout(120)
class OutputTest {
  private static final String BOTH_STREAMS = "cat | tee /dev/stderr";

  @Test
  void keepsBinaryOutputExactly() {
    var bytes = new byte[1_048_576];
    new Random(3).nextBytes(bytes);
    var process = new LocalProcess(BOTH_STREAMS).shell().input(bytes).run("30s");
    assertThat(process.stdoutBytes()).isEqualTo(bytes);
    assertThat(process.stderrBytes()).isEqualTo(bytes);
    assertThat(process.ok()).isTrue();
  }

  @Test
  void keepsACharacterThatIsSplitBetweenTwoReads() {
    var chunks = new StringBuilder();
    var process =
        new LocalProcess(
                "printf 'x\\303'; read go; printf '\\251y\\342'; read go; printf '\\230\\203'")
            .shell()
            .openStdin()
            .onStdout(chunk -> chunks.append(chunk.text()))
            .start();
    assertThat(process.expect("x", "10s")).isPresent();
    process.println("go");
    assertThat(process.expect("éy", "10s")).isPresent();
    process.println("go").await("10s");
    assertThat(chunks).hasToString("xéy☃");
    assertThat(process.stdout()).isEqualTo("xéy☃");
  }

  @Test
  void replacesWhatIsNoCharacter() {
    var seen = new StringBuilder();
    var process =
        new LocalProcess("printf 'a\\377b\\303'")
            .onStdout(chunk -> seen.append(chunk.text()))
            .run();
    assertThat(process.stdout()).isEqualTo("a�b�");
    assertThat(seen).hasToString("a�b�");
  }

  @Test
  void keepsTheBeginningAndTheEnd() {
    var process = new LocalProcess("seq 1 10000; seq 1 3 >&2").shell().keepOutput(10).run();
    assertThat(process.stdout()).isEqualTo("1\n2\n3\n4\n5\n[...]999\n10000\n");
    assertThat(process.stdoutBytes()).isEqualTo("1\n2\n3\n4\n5\n999\n10000\n".getBytes(UTF_8));
    assertThat(process.stderr()).isEqualTo("1\n2\n3\n");
    var output = Objects.requireNonNull(process.attempt()).stdout();
    assertThat(output.length()).isEqualTo(48894);
    assertThat(output.dropped()).isEqualTo(48894 - 20);
  }

  @Test
  void keepsNothingWhenTold() {
    var process = new LocalProcess("seq 1 100000").keepOutput(0).run();
    assertThat(process.stdout()).isEmpty();
    assertThat(process.stdoutBytes()).isEmpty();
    assertThat(Objects.requireNonNull(process.attempt()).stdout().length()).isEqualTo(588895);
  }

  @Test
  void writesMuchThroughASlowHandlerInBoundedMemory() {
    slowly(200);
  }

  private static void slowly(int megabytes) {
    var size = megabytes * 1_048_576L;
    var seen = new AtomicLong();
    var most = new AtomicLong();
    var base = used();
    var pieces = new AtomicLong();
    var process =
        new LocalProcess("head -c " + size + " /dev/zero")
            .keepOutput(1000)
            .onStdout(chunk -> {
              seen.addAndGet(chunk.bytes().length);
              LockSupport.parkNanos(1_000_000);
              if (pieces.incrementAndGet() % 400 == 0) {
                most.accumulateAndGet(used() - base, Math::max);
              }
            })
            .run("110s");
    assertThat(process.finishedOk()).isTrue();
    assertThat(seen).hasValue(size);
    assertThat(process.stdoutBytes()).hasSize(2000);
    assertThat(most.get()).isLessThan(40L * 1_048_576);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void aSlowHandlerDelaysNobodyElse() {
    var gate = new CountDownLatch(1);
    var slow =
        new LocalProcess("head -c 8000000 /dev/zero")
            .keepOutput(0)
            .onStdout(chunk -> gate.await())
            .start();
    for (var i = 0; i < 20; i++) {
      assertThat(new LocalProcess("echo " + i).run("10s").stdout()).isEqualTo(i + "\n");
    }
    assertThat(slow.ended()).isFalse();
    gate.countDown();
    assertThat(slow.await("30s").finishedOk()).isTrue();
  }
}
