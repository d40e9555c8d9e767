package execo.tests.sweep;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static execo.tests.sweep.SweeperContract.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.sweep.Combination;
import execo.sweep.ParamSweeper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The elements of a sweeper and the list of them, whatever keeps them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ElementsContract {
  /** A storage of this test alone, with nothing in it at first. */
  abstract String url();

  private <E> ParamSweeper<E> open(Collection<? extends E> elements) {
    return new ParamSweeper<>(url(), elements);
  }

  @Test
  void enumConstantsAreTheirNames() {
    var list = sweep(factor("state", Thread.State.NEW, Thread.State.BLOCKED));
    try (var sweeper = open(list)) {
      var first = sweeper.next().orElseThrow();
      assertThat(Thread.State.valueOf(first.text("state"))).isEqualTo(Thread.State.NEW);
      assertThat(sweeper.done(Combination.of(Map.of("state", Thread.State.NEW)))).isTrue();
    }
    try (var sweeper = ParamSweeper.load(url())) {
      assertThat(sweeper.all()).isEqualTo(list);
      assertThat(sweeper.done()).containsExactly(list.getFirst());
    }
  }

  @Test
  void listMayChange() {
    var more = sweep(factor("flows", 1, 2, 8).factor("cc", "reno"));
    try (var sweeper = open(SWEEP)) {
      sweeper.doneAll(sweeper.nextBatch(3));
      var dropped = SWEEP.get(4);
      assertThat(sweeper.next(todo -> List.of(dropped))).contains(dropped);
      sweeper.setSweeps(more);
      assertThat(sweeper.all()).isEqualTo(more);
      assertThat(sweeper.progress().toString()).startsWith("1 of 3 done");
      assertThat(sweeper.progress().inProgress()).isZero();
      assertThat(sweeper.done(dropped)).isTrue();
      assertThat(sweeper.nextBatch(5)).containsExactly(more.get(1), more.get(2));
    }
    try (var sweeper = ParamSweeper.load(url())) {
      assertThat(sweeper.all()).isEqualTo(more);
      assertThat(sweeper.done()).containsExactly(more.get(0));
      sweeper.setSweeps(SWEEP);
      assertThat(sweeper.done())
          .containsExactly(SWEEP.get(0), SWEEP.get(1), SWEEP.get(2), SWEEP.get(4));
    }
  }

  @Test
  void listIsKept() {
    assertThatThrownBy(() -> ParamSweeper.load(url()))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining(url());
    open(List.of("a", 1, true)).close();
    try (var sweeper = ParamSweeper.load(url(), Object.class)) {
      assertThat(sweeper.all()).containsExactly("a", 1, true);
    }
    assertThatThrownBy(() -> ParamSweeper.load(url())).isInstanceOf(ClassCastException.class);
  }

  @Test
  void valuesKeepTheirType() {
    var values = new ArrayList<@Nullable Object>();
    values.addAll(Arrays.asList(1, 1.0, "1", true, "true", null, "null", 0.1, -0.0, 0.0, 1e300));
    values.addAll(List.of(1L << 40, List.of(1, List.of(1.0)), Map.of("a", Map.of("b", "c"))));
    values.addAll(List.of("", " ", "\n\t\"\\", "é€😀", List.of(), Map.of(), Double.NaN));
    var list = sweep(factor("value", values));
    assertThat(list).hasSize(values.size());
    try (var sweeper = open(list)) {
      for (var element : list) {
        assertThat(sweeper.next()).contains(element);
        if (list.indexOf(element) % 2 == 0) {
          sweeper.done(element);
        }
      }
    }
    try (var sweeper = ParamSweeper.load(url())) {
      assertThat(sweeper.all()).isEqualTo(list);
      assertThat(sweeper.done())
          .containsExactlyElementsOf(
              IntStream.range(0, list.size()).filter(i -> i % 2 == 0).mapToObj(list::get).toList());
    }
  }

  @Test
  void orderOfFactorsDoesNotMatter() {
    try (var sweeper = open(SWEEP)) {
      var turned = new LinkedHashMap<String, Object>();
      turned.put("cc", "cubic");
      turned.put("flows", 1L);
      assertThat(sweeper.done(Combination.of(turned))).isTrue();
      assertThat(sweeper.done()).containsExactly(SWEEP.getFirst());
    }
  }

  @Test
  void strangersAreMisuse() {
    try (var sweeper = open(SWEEP)) {
      var stranger = Combination.of(Map.of("flows", 3));
      assertThatThrownBy(() -> sweeper.doneAll(List.of(SWEEP.getFirst(), stranger)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("{flows=3}");
      assertThat(sweeper.done()).isEmpty();
    }
  }
}
