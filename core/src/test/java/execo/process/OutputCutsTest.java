package execo.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What is kept and decoded, however the output is cut into pieces. */
class OutputCutsTest {
  @Property(tries = 200)
  void keepsExactlyAsMuchAsIsAskedFor(
      @ForAll @IntRange(max = 300_000) int length,
      @ForAll @IntRange(max = 140_000) int bound,
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 70_000) Integer> sizes) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    var capture = new Capture(bound);
    for (int at = 0, i = 0; at < length; i++) {
      var end = Math.min(length, at + sizes.get(i % sizes.size()));
      capture.append(i, Arrays.copyOfRange(bytes, at, end), i % 3 != 0);
      at = end;
    }
    var kept = capture.kept();
    var expected =
        length <= 2 * bound
            ? bytes
            : concat(
                Arrays.copyOf(bytes, bound), Arrays.copyOfRange(bytes, length - bound, length));
    assertThat(kept.bytes()).isEqualTo(expected);
    assertThat(kept.length()).isEqualTo(length);
    assertThat(kept.dropped()).isEqualTo(length - expected.length);
  }

  private static byte[] concat(byte[] a, byte[] b) {
    var all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  @Property(tries = 200)
  void decodesHoweverTheOutputIsCut(
      @ForAll String text,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 4) Integer> sizes) {
    var bytes = text.getBytes(UTF_8);
    var decoder = new TextDecoder(UTF_8);
    var decoded = new StringBuilder();
    for (int at = 0, i = 0; at < bytes.length; i++) {
      var end = Math.min(bytes.length, at + sizes.get(i % sizes.size()));
      decoded.append(decoder.decode(Arrays.copyOfRange(bytes, at, end), false));
      at = end;
    }
    decoded.append(decoder.decode(new byte[0], true));
    assertThat(decoded).hasToString(new String(bytes, UTF_8));
  }
}
