package execo.sweep;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.geom;
import static execo.sweep.Sweeps.igeom;
import static execo.sweep.Sweeps.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SweepsTest {
  @Test
  void geometricProgressions() {
    assertThat(geom(1, 20, 0)).isEmpty();
    assertThat(geom(1, 20, 1)).containsExactly(1.0);
    assertThat(geom(1, 8, 4)).first().isEqualTo(1.0);
    assertThat(geom(8, 1, 4)).last().isEqualTo(1.0);
    assertThat(geom(-1, -100, 3).get(1)).isBetween(-10.001, -9.999);
    assertThat(igeom(1, 20, 5)).containsExactly(1, 2, 4, 9, 20);
    assertThat(igeom(1, 3, 10)).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> geom(0, 1, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> geom(-1, 1, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> geom(1, 2, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> geom(1, Double.NaN, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void endsAreExact(
      @ForAll @DoubleRange(min = 0.01, max = 1e200) double from,
      @ForAll @DoubleRange(min = 0.01, max = 1e200) double to,
      @ForAll @IntRange(min = 2, max = 50) int count) {
    assertThat(geom(from, to, count)).hasSize(count).startsWith(from).endsWith(to);
  }

  @Property
  void everyCombinationHasItsPlace(
      @ForAll @Size(min = 1, max = 4) Set<Integer> a, @ForAll @Size(max = 4) List<String> b) {
    var sweep = sweep(factor("a", a).factor("b", b));
    assertThat(sweep).hasSize(a.size() * Math.max(1, Set.copyOf(b).size()));
    for (int i = 0; i < sweep.size(); i++) {
      assertThat(sweep.indexOf(sweep.get(i))).isEqualTo(i);
    }
  }
}
