package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Provide
  static Arbitrary<Object> values() {
    var anyText = Arbitraries.strings().ofMaxLength(12);
    Arbitrary<Object> simple =
        Arbitraries.oneOf(
                Arbitraries.integers().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.bigIntegers().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0).asGeneric(),
                anyText.asGeneric(),
                Arbitraries.of("\ud800", "\udc00x", "😀", "\0", "\u007f").asGeneric())
            .injectNull(0.05);
    return Arbitraries.recursive(
        () -> simple,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(3).asGeneric(),
                Arbitraries.maps(anyText, inner).ofMaxSize(3).asGeneric(),
                inner),
        0,
        3);
  }

  @Property
  void everyValueComesBackFromItsText(@ForAll("values") Object value) {
    var normal = Values.normal(value);
    var text = new StringBuilder();
    Values.write(text, normal);
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("\n");
    assertThat(Values.read(new String(bytes, StandardCharsets.UTF_8))).isEqualTo(normal);
    assertThat(Values.normal(normal)).isEqualTo(normal);
  }

  @Test
  void integersHaveTheirSmallestType() {
    assertThat(Values.normal(1L)).isEqualTo(1);
    assertThat(Values.normal((short) 1)).isEqualTo(1);
    assertThat(Values.normal(BigInteger.TWO)).isEqualTo(2);
    assertThat(Values.normal(BigInteger.TWO.pow(40))).isEqualTo(1L << 40);
    assertThat(Values.normal(BigInteger.TWO.pow(70))).isEqualTo(BigInteger.TWO.pow(70));
    assertThat(Values.normal(0.1f)).isEqualTo(0.1);
  }

  @Test
  void otherValuesAreRefused() {
    assertThatThrownBy(() -> Values.normal(List.of(Map.of(1, 2))))
        .hasMessage("a map that is kept has text for keys, not 1: {1=2}");
    assertThatThrownBy(() -> Values.normal(Thread.State.NEW))
        .hasMessageContaining("cannot be kept: NEW (java.lang.Thread$State)");
  }
}
