package execo.internal.taktuk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Input goes in pieces, a few at a time, and its writer hears when it was taken. */
class InputWindowTest {
  private final List<String> sent = new ArrayList<>();
  private final InputWindow window = new InputWindow(sent::add);

  private CompletableFuture<@Nullable Void> write(byte[] bytes) {
    var taken = new CompletableFuture<@Nullable Void>();
    window.write(bytes, taken);
    return taken;
  }

  @Test
  void writerHearsWhenTheLastPieceIsTaken() {
    var taken = write(new byte[13_000]);
    assertThat(sent).hasSize(2).allMatch(line -> line.startsWith("w:"));
    window.taken();
    assertThat(taken).isNotDone();
    window.taken();
    assertThat(taken).isCompleted();
  }

  @Test
  void fewPiecesAreUnderWay() {
    var taken = write(new byte[1_000_000]);
    var first = sent.size();
    assertThat(first).isLessThan(20);
    window.taken();
    assertThat(sent).hasSize(first + 1);
    while (!taken.isDone()) {
      window.taken();
    }
    assertThat(sent).hasSize(84);
  }

  @Test
  void endComesAfterAllPieces() {
    var taken = write(new byte[1_000_000]);
    window.close();
    assertThat(sent).doesNotContain("c:");
    while (!taken.isDone()) {
      window.taken();
    }
    assertThat(sent.getLast()).isEqualTo("c:");
    assertThat(write(new byte[1])).isCompletedExceptionally();
  }

  @Test
  void refusalFailsWhatIsNotTaken() {
    var first = write(new byte[10]);
    var second = write(new byte[1_000_000]);
    window.refuse("it has ended");
    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedExceptionally();
    assertThat(write(new byte[0])).isCompletedExceptionally();
  }
}
