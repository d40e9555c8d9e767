package execo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import execo.internal.os.Await;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is written to a process. */
@Timeout(60)
class InputTest {
  private static byte[] noise(int length) {
    var bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void givesInputAsAWhole() {
    assertThat(new LocalProcess("cat").input("one\ntwo").run().stdout()).isEqualTo("one\ntwo");
    assertThat(new LocalProcess("cat").input("").run().stdout()).isEmpty();
    var bytes = noise(3_000_000);
    assertThat(new LocalProcess("cat").input(bytes).run().stdoutBytes()).isEqualTo(bytes);
  }

  @Test
  void givesTheSameInputAgainAfterAReset() {
    var process = new LocalProcess("cat").input("x").run();
    assertThat(process.reset().run().stdout()).isEqualTo("x");
  }

  @Test
  void writesInOrderRightAfterTheStart() {
    var process = new LocalProcess("cat").openStdin().start();
    process.write("a").println("b").write(new byte[] {'c'}).println();
    process.closeStdin().await("10s");
    assertThat(process.stdout()).isEqualTo("ab\nc\n");
    assertThat(process.ok()).isTrue();
  }

  @Test
  void offersItsInputAsAStream() throws IOException {
    var process = new LocalProcess("cat").openStdin().start();
    try (var stream = process.stdin()) {
      stream.write("xaby".getBytes(process.settings().charset), 1, 2);
      stream.write('c');
    }
    assertThat(process.await("10s").stdout()).isEqualTo("abc");
  }

  @Test
  void writesMuchThroughASlowReader() {
    var bytes = noise(5_000_000);
    var process = new LocalProcess("cat").openStdin().start();
    for (var at = 0; at < bytes.length; at += 50_000) {
      process.write(Arrays.copyOfRange(bytes, at, at + 50_000));
    }
    assertThat(process.closeStdin().await("30s").stdoutBytes()).isEqualTo(bytes);
    assertThat(process.writeError()).isFalse();
  }

  @Test
  void refusesToWriteWithoutAnOpenInput() {
    try (var process = new LocalProcess("sleep 100").start()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> process.write("x"))
          .withMessageContaining("openStdin()");
      assertThat(process.writeError()).isFalse();
    }
  }

  @Test
  void readsNothingUnlessAsked() {
    assertThat(new LocalProcess("cat").run("10s").finishedOk()).isTrue();
  }

  @Test
  void marksAWriteAfterTheEnd() {
    var process = new LocalProcess("true").openStdin().run();
    assertThat(process.ok()).isTrue();
    process.write("late");
    assertThat(process.writeError()).isTrue();
    assertThat(process.ok()).isFalse();
    assertThat(process.ended()).isTrue();
  }

  @Test
  void marksAWriteThatTheStartMadeImpossible() {
    var process = new LocalProcess("no-such-program-of-execo").openStdin().start().write("x");
    assertThat(process.await("10s").writeError()).isTrue();
  }

  @Test
  void marksAWriteAfterAClose() {
    try (var process = new LocalProcess("exec sleep 100").shell().openStdin().start()) {
      process.closeStdin().write("late");
      Await.until("the write error", process::writeError);
      assertThat(process.running()).isTrue();
    }
  }

  @Test
  void survivesAReaderThatHasGone() {
    try (var process =
        new LocalProcess("exec <&-; echo closed; exec sleep 100").shell().openStdin().start()) {
      assertThat(process.expect("closed", "10s")).isPresent();
      process.write("into the void");
      Await.until("the write error", process::writeError);
      assertThat(process.running()).isTrue();
      assertThat(process.error()).isFalse();
    }
  }

  @Test
  void doesNotWaitForEverForAReaderThatDies() {
    var process = new LocalProcess("exec sleep 100").shell().openStdin().start();
    var writer = Thread.ofPlatform().start(() -> process.write(noise(4_000_000)));
    Await.until("the writer to wait", () -> writer.getState() == Thread.State.WAITING);
    process.kill();
    Await.until("the end of the writer", () -> !writer.isAlive());
    assertThat(process.await("10s").writeError()).isTrue();
  }

  @Test
  void ignoresWriteErrorsWhenTold() {
    var process =
        new LocalProcess("true").openStdin().ignore(Failure.WRITE).nolog(Failure.WRITE).run();
    assertThat(process.write("late").ok()).isTrue();
    assertThat(process.writeError()).isTrue();
  }
}
