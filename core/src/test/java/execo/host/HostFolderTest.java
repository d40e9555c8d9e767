package execo.host;

import static org.assertj.core.api.Assertions.assertThat;

import execo.time.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFolderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | a",
        "b,a,b | a,b",
        "node-[1-3] | node-[1-3]",
        "node-[01-12,20].site,other | node-[01-12,20].site,other",
        "n9,n10,n11 | n[9-11]",
        "n09,n10,n11 | n[09-11]",
        "n099,n100,n98 | n[98,099-100]",
        "n1,n01 | n[1,01]",
        "n[1-3],n[01-03] | n[1-3,01-03]",
        "n[1-9/2] | n[1,3,5,7,9]",
        "n[1-2].site[3-4] | n[1-2].site[3-4]",
        "n[1-3].lyon,n[1-2].nancy | n[1-3].lyon,n[1-2].nancy",
        "r1n[1-3],r2n[1-5] | r1n[1-3],r2n[1-5]",
        "root@n[1-2]:22 | root@n[1-2]:22",
        "127.0.0.1:[2201-2220] | 127.0.0.1:[2201-2220]",
        "::1,::2,[::1]:22 | ::1,::2,[::1]:22",
        "n123456789012345678901,n1 | n1,n123456789012345678901",
        "n,n1 | n,n1",
      })
  void folds(String expression, String expected) {
    assertThat(Hosts.fold(Hosts.parse(expression))).isEqualTo(expected);
  }

  @Test
  void nothingIsAnEmptyText() {
    assertThat(Hosts.fold(List.of())).isEmpty();
  }

  @Property
  void isTheInverseOfParsing(@ForAll("expressions") List<String> expressions) {
    List<Host> hosts = Hosts.parse(String.join(",", expressions));
    String folded = Hosts.fold(hosts);
    List<Host> back = Hosts.parse(folded);
    assertThat(back).doesNotHaveDuplicates();
    assertThat(new HashSet<>(back)).isEqualTo(new HashSet<>(hosts));
    assertThat(Hosts.fold(back)).isEqualTo(folded);
  }

  @Property
  void orderDoesNotMatter(@ForAll("expressions") List<String> expressions, @ForAll Random random) {
    var hosts = new ArrayList<>(Hosts.parse(String.join(",", expressions)));
    String folded = Hosts.fold(hosts);
    Collections.shuffle(hosts, random);
    assertThat(Hosts.fold(hosts)).isEqualTo(folded);
  }

  @Test
  void manyNamesTakeLittleTime() {
    var hosts = new ArrayList<>(Hosts.parse("node-[0001-1000].site[1-100]"));
    Collections.shuffle(hosts, new Random(1));
    var watch = Stopwatch.started();
    assertThat(Hosts.fold(hosts)).isEqualTo("node-[0001-1000].site[1-100]");
    assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(10));
  }

  @Provide
  Arbitrary<List<String>> expressions() {
    Arbitrary<String> literal = Arbitraries.of("a", "node-", "n1x", ".site", "-0", "z9", "", "007");
    Arbitrary<String> range =
        Combinators.combine(
                Arbitraries.integers().between(0, 120),
                Arbitraries.integers().between(0, 15),
                Arbitraries.integers().between(1, 4),
                Arbitraries.integers().between(0, 4))
            .as((first, more, step, width) -> {
              String format = width == 0 ? "%d" : "%0" + width + "d";
              String low = format.formatted(first);
              return "[%s-%s/%d]".formatted(low, format.formatted(first + more), step);
            });
    return Combinators.combine(literal, range, literal, range)
        .as((a, r, b, s) -> "h" + a + r + b + s)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
