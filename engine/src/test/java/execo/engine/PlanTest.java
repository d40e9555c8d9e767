package execo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.Combination;
import execo.sweep.Sweeps;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {
  /** Combinations that nobody may copy. */
  private static final class Many extends AbstractCollection<Combination> {
    private final List<Combination> sweep =
        Sweeps.sweep(
            Sweeps.factor("a", IntStream.range(0, 1_000).boxed().toList())
                .factor("b", IntStream.range(0, 100).boxed().toList()));

    @Override
    public Iterator<Combination> iterator() {
      return sweep.iterator();
    }

    @Override
    public int size() {
      return sweep.size();
    }

    @Override
    public Object[] toArray() {
      throw new AssertionError("they are copied");
    }
  }

  @Test
  void itIsPrintedWithoutHoldingTheCombinations() {
    var text = new ByteArrayOutputStream();
    new Plan("here", new Many(), 4, false)
        .print(new PrintStream(text, true, StandardCharsets.UTF_8));
    assertThat(text.toString(StandardCharsets.UTF_8).lines())
        .startsWith(
            "would run in here, 4 at a time",
            "100000 combinations of a (1000) × b (100)",
            "100000 left to do:",
            "  a=0,b=0",
            "  a=0,b=1")
        .hasSize(24)
        .endsWith("  … 99980 more");
  }
}
