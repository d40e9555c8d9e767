package execo.g5k.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IntervalsTest {
  private static final int TIME = 60;

  @Provide
  Arbitrary<Interval> interval() {
    return Combinators.combine(
            Arbitraries.integers().between(0, TIME - 1), Arbitraries.integers().between(1, 20))
        .as((start, length) -> new Interval(start, Math.min(TIME, start + length)));
  }

  @Provide
  Arbitrary<List<Interval>> intervals() {
    return interval().list().ofMaxSize(12);
  }

  /** The same set, second by second. */
  private static BitSet seconds(List<Interval> intervals) {
    var set = new BitSet();
    intervals.forEach(interval -> set.set((int) interval.start(), (int) interval.end()));
    return set;
  }

  private static void isProper(Intervals intervals) {
    for (int i = 1; i < intervals.size(); i++) {
      assertThat(intervals.start(i)).isGreaterThan(intervals.end(i - 1));
    }
  }

  @Property
  void theUnionHasTheSecondsOfAll(@ForAll("intervals") List<Interval> list) {
    var union = Intervals.of(list);
    isProper(union);
    assertThat(seconds(union)).isEqualTo(seconds(list));
    assertThat(union.seconds()).isEqualTo(seconds(list).cardinality());
  }

  @Property
  void theUnionOfTwoSetsHasTheSecondsOfBoth(
      @ForAll("intervals") List<Interval> one, @ForAll("intervals") List<Interval> other) {
    var union = Intervals.of(one).union(Intervals.of(other));
    isProper(union);
    var expected = seconds(one);
    expected.or(seconds(other));
    assertThat(seconds(union)).isEqualTo(expected);
  }

  @Property
  void whatIsOutsideIsCutOff(
      @ForAll("intervals") List<Interval> list, @ForAll("interval") Interval range) {
    var cut = Intervals.of(list).within(range);
    isProper(cut);
    var expected = seconds(list);
    expected.and(seconds(List.of(range)));
    assertThat(seconds(cut)).isEqualTo(expected);
  }

  @Property
  void theComplementIsTheRestOfTheRange(
      @ForAll("intervals") List<Interval> list, @ForAll("interval") Interval range) {
    var rest = Intervals.of(list).complement(range);
    isProper(rest);
    var expected = seconds(List.of(range));
    expected.andNot(seconds(list));
    assertThat(seconds(rest)).isEqualTo(expected);
  }

  @Property
  void coversWhatHasAllItsSeconds(
      @ForAll("intervals") List<Interval> list, @ForAll("interval") Interval asked) {
    var missing = seconds(List.of(asked));
    missing.andNot(seconds(list));
    assertThat(Intervals.of(list).covers(asked)).isEqualTo(missing.isEmpty());
  }

  @Property
  void overlapsWhatHasAnyOfItsSeconds(
      @ForAll("intervals") List<Interval> list, @ForAll("interval") Interval asked) {
    assertThat(Intervals.of(list).overlaps(asked))
        .isEqualTo(seconds(list).intersects(seconds(List.of(asked))));
  }

  @Test
  void theLastPairIsMergedToo() {
    assertThat(Intervals.of(new Interval(0, 10), new Interval(5, 15)))
        .containsExactly(new Interval(0, 15));
    assertThat(Intervals.of(new Interval(0, 10), new Interval(20, 30), new Interval(25, 40)))
        .containsExactly(new Interval(0, 10), new Interval(20, 40));
    assertThat(Intervals.of(new Interval(0, 10), new Interval(10, 20)))
        .containsExactly(new Interval(0, 20));
  }

  @Test
  void anIntervalIsNeverEmpty() {
    assertThatThrownBy(() -> new Interval(5, 5)).isInstanceOf(IllegalArgumentException.class);
  }
}
