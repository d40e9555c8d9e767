package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
  void constantsAreTheirNames() {
    assertThat(Values.normal(List.of(Thread.State.NEW, 'c'))).isEqualTo(List.of("NEW", "c"));
  }

  @Test
  void otherValuesAreRefused() {
    assertThatThrownBy(() -> Values.normal(List.of(Map.of(1, 2))))
        .hasMessage("a map that is kept has text for keys, not 1: {1=2}");
    assertThatThrownBy(() -> Values.normal(Duration.ZERO))
        .hasMessageContaining("cannot be kept: PT0S (java.time.Duration)");
  }

  private static Object nested(int depth) {
    Object value = "x";
    for (int i = 0; i < depth; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("k", value);
    }
    return value;
  }

  static List<Object> largest() {
    return List.of(
        nested(400),
        BigInteger.ONE.shiftLeft(3_300).subtract(BigInteger.ONE),
        BigInteger.ONE.shiftLeft(3_299).negate(),
        Map.of("é\0".repeat(5_000), 1),
        "\n".repeat(1_000_000));
  }

  @ParameterizedTest
  @MethodSource("largest")
  void theLargestAreReadFromARecordAndFromAList(Object value) throws MalformedLine {
    var normal = Objects.requireNonNull(Values.normal(value));
    var text = new StringBuilder();
    new Line(Verb.TAKE, normal).write(text);
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    assertThat(Line.read(bytes, 0, bytes.length).subject).isEqualTo(normal);
    var list = new StringBuilder("{\"elements\":[");
    Values.write(list, normal);
    assertThat(Values.read(list.append("]}").toString()))
        .isEqualTo(Map.of("elements", List.of(normal)));
  }

  @Test
  void whatCouldNotBeReadBackIsRefused() {
    assertThatThrownBy(() -> Values.normal(nested(401)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot be kept: lists or maps nested more than 400 deep");
    assertThatThrownBy(() -> Values.normal(BigInteger.ONE.shiftLeft(4_000)))
        .hasMessage("cannot be kept: an integer of more than 3300 bits");
    assertThatThrownBy(() -> Values.normal(Map.of("n".repeat(10_001), 1)))
        .hasMessageStartingWith("cannot be kept: a text of more than 10000 characters: nnn");
    var itself = new ArrayList<Object>();
    itself.add(itself);
    assertThatThrownBy(() -> Values.normal(itself)).hasMessageContaining("nested more than 400");
  }
}
