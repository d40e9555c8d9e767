package execo.internal.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.spi.Child;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is written to children. */
class EngineStdinTest extends EngineContract {
  @Test
  void feedsStdin() {
    Recorder recorder = new Recorder();
    Child child = engine().spawn(Requests.withStdin("cat"), recorder);
    Recorder.await(child.write("one ".getBytes(StandardCharsets.UTF_8)));
    recorder.stdoutWhen("one "::equals);
    var _ = child.write("two".getBytes(StandardCharsets.UTF_8));
    var _ = child.write(new byte[0]);
    child.closeStdin();
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout()).isEqualTo("one two");
  }

  @Test
  void feedsMoreThanAPipeHolds() {
    Recorder recorder = new Recorder();
    Child child = engine().spawn(Requests.withStdin("wc", "-c"), recorder);
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      writes.add(child.write(new byte[1_000_000]));
    }
    child.closeStdin();
    assertThat(recorder.status().code()).isZero();
    assertThat(recorder.stdout().strip()).isEqualTo("10000000");
    assertThat(writes).allMatch(write -> write.isDone() && !write.isCompletedExceptionally());
  }

  @Test
  void failsWritesThatNobodyTakes() {
    Recorder recorder = new Recorder();
    Child child =
        engine().spawn(Requests.withStdin("sh", "-c", "exec <&-; echo closed; sleep 60"), recorder);
    recorder.stdoutWhen("closed\n"::equals);
    assertFails(child.write(new byte[10]));
    assertFails(child.write(new byte[10]));
    assertThat(child.signal(9)).isTrue();
    assertThat(recorder.status().signal()).isEqualTo(9);
  }

  @Test
  void leavesNoWriteOpenAtTheEnd() {
    Recorder recorder = new Recorder();
    Child child = engine().spawn(Requests.withStdin("sleep", "60"), recorder);
    recorder.pid();
    var write = child.write(new byte[1_000_000]);
    child.signal(9);
    recorder.status();
    assertFails(write);
    assertFails(child.write(new byte[1]));
  }

  @Test
  void refusesWritesWithoutStdinOrAfterClosing() {
    Recorder recorder = new Recorder();
    assertFails(engine().spawn(Requests.command("true"), recorder).write(new byte[1]));
    recorder.status();
    Recorder second = new Recorder();
    Child child = engine().spawn(Requests.withStdin("cat"), second);
    child.closeStdin();
    assertFails(child.write(new byte[1]));
    second.status();
  }

  @Test
  void failsWritesToWhatCannotStart() {
    Recorder recorder = new Recorder();
    Child child = engine().spawn(Requests.withStdin("/nonexistent"), recorder);
    assertFails(child.write(new byte[1]));
    assertThat(recorder.failure()).contains("/nonexistent");
  }

  private static void assertFails(CompletableFuture<?> write) {
    assertThatThrownBy(() -> write.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void hangsUp() {
    Recorder recorder = new Recorder();
    Child child = engine().spawn(Requests.withStdin("cat"), recorder);
    recorder.pid();
    child.hangUp();
    assertThat(recorder.status().code()).isZero();
    assertFails(child.write(new byte[1]));
  }
}
