package execo.sweep;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.level;
import static execo.sweep.Sweeps.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final Sweep NESTED =
      sweep(
          factor("p1", "a", "b")
              .factor(
                  "p2",
                  level(1, factor("x", "u", "v").factor("y", 0.0, 1.0)),
                  level(2, factor("z", -10, 10))));

  @Test
  void factorsOfALevelAreExploredForThatLevelOnly() {
    assertThat(NESTED)
        .hasSize(12)
        .startsWith(
            Combination.of(ordered("p1", "a", "p2", 1, "x", "u", "y", 0.0)),
            Combination.of(ordered("p1", "a", "p2", 1, "x", "u", "y", 1.0)))
        .endsWith(Combination.of(ordered("p1", "b", "p2", 2, "z", 10)))
        .doesNotHaveDuplicates();
    assertThat(NESTED.getFirst()).hasToString("{p1=a, p2=1, x=u, y=0.0}");
    assertThat(NESTED.getLast()).hasToString("{p1=b, p2=2, z=10}");
  }

  @Test
  void mapsSayTheSame() {
    assertThat(
            sweep(
                ordered(
                    "p1",
                    List.of("a", "b"),
                    "p2",
                    ordered(
                        1,
                        ordered("x", List.of("u", "v"), "y", List.of(0.0, 1.0)),
                        2,
                        ordered("z", new int[] {-10, 10})))))
        .isEqualTo(NESTED);
  }

  @Test
  void everyCombinationIsFoundAtItsPlace() {
    for (int i = 0; i < NESTED.size(); i++) {
      assertThat(NESTED.indexOf(NESTED.get(i))).isEqualTo(i);
      assertThat(NESTED.indexOf(new LinkedHashMap<>(NESTED.get(i)))).isEqualTo(i);
    }
    assertThat(NESTED.indexOf(Map.of("p1", "a"))).isEqualTo(-1);
    assertThat(NESTED.indexOf(ordered("p1", "b", "p2", 2, "z", 10, "x", "u"))).isEqualTo(-1);
    assertThat(NESTED.indexOf(ordered("p1", "b", "p2", 2, "z", 10.0))).isEqualTo(-1);
  }

  @Test
  void factorsWithoutLevelsAreLeftOut() {
    assertThat(sweep(factor("a", List.of()).factor("b", 1, 2)))
        .containsExactly(Combination.of(Map.of("b", 1)), Combination.of(Map.of("b", 2)));
    assertThat(sweep(ordered("a", Map.of(1, Map.of("b", List.of())))))
        .containsExactly(Combination.of(Map.of("a", 1)));
    assertThat(sweep(Map.of())).containsExactly(Combination.of(Map.of()));
  }

  @Test
  void tenMillionAreNotHeld() {
    var tens = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    var factors = factor("f0", tens);
    for (int i = 1; i < 7; i++) {
      factors = factors.factor("f" + i, tens);
    }
    var sweep = sweep(factors);
    assertThat(sweep.size()).isEqualTo(10_000_000);
    var middle =
        Combination.of(ordered("f0", 4, "f1", 9, "f2", 0, "f3", 1, "f4", 2, "f5", 3, "f6", 8));
    assertThat(sweep.get(4_901_238)).isEqualTo(middle);
    assertThat(sweep.indexOf(middle)).isEqualTo(4_901_238);
    long seen = 0;
    for (var combination : sweep) {
      seen += combination.integer("f6");
    }
    assertThat(seen).isEqualTo(45_000_000L);
  }

  @Test
  void misuseIsNamed() {
    assertThatThrownBy(() -> factor("a", 1).factor("a", 2)).hasMessage("factor a is there twice");
    assertThatThrownBy(() -> factor("a", new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
    assertThatThrownBy(() -> sweep(Map.of("a", 1)))
        .hasMessage("factor a has no list of levels, but 1");
  }

  static Map<String, Object> ordered(Object... pairs) {
    var map = new LinkedHashMap<Object, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    @SuppressWarnings("unchecked") // levels are looked at as objects only
    var named = (Map<String, Object>) (Map<?, ?>) map;
    return named;
  }
}
