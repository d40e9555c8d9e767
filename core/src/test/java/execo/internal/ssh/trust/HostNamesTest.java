package execo.internal.ssh.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  private static boolean matches(String field, String name) {
    return Objects.requireNonNull(HostNames.parse(field)).matches(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "node-1 node-1 true",
        "Node-1 node-1 true",
        "node-1,10.0.0.1 10.0.0.1 true",
        "node-1 node-10 false",
        "*.lyon node-1.lyon true",
        "*.lyon,!bad.lyon bad.lyon false",
        "!bad.lyon,*.lyon bad.lyon false",
        "!other other false",
        "node-? node-7 true",
        "node-? node-77 false",
        "[node-1]:2222 [node-1]:2222 true",
        "[*]:2222 [node-1]:2222 true",
        "[*]:2222 node-1 false"
      })
  void patternsMatch(String field, String name, boolean expected) {
    assertThat(matches(field, name)).isEqualTo(expected);
  }

  /** Made by {@code ssh-keygen -H} for the name node-1.lyon. */
  @Test
  void hashesMatch() {
    var made = new Hasher("F1E1KeoE/eEWhi10WpGv4OdiO6Y=").hash("node-1.lyon");
    assertThat(matches(made.field(), "node-1.lyon")).isTrue();
    assertThat(matches(made.field(), "node-2.lyon")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"|1|", "|2|a|b", "|1|!!|!!", "|1|YQ==|YQ==", "|1|a", "|"})
  void malformedHashesAreNone(String field) {
    assertThat(HostNames.parse(field)).isNull();
  }

  @Property(tries = 500)
  void wildcardsAreAsInOpenssh(
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'c') String text,
      @ForAll @StringLength(max = 6) @CharRange(from = 'a', to = 'e') String raw) {
    var pattern = raw.replace('d', '*').replace('e', '?');
    var regex = Pattern.compile(pattern.replace("*", ".*").replace("?", "."));
    assertThat(Wildcards.match(pattern, text)).isEqualTo(regex.matcher(text).matches());
  }

  @Property(tries = 200)
  void everyNameIsFoundByItsHash(
      @ForAll @StringLength(min = 1, max = 40) @CharRange(from = '!', to = '~') String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    var field = new Hasher(Hasher.newSalt()).hash(lower).field();
    assertThat(matches(field, lower)).isTrue();
    assertThat(matches(field, lower + "x")).isFalse();
  }

  @Property(tries = 500)
  void anyTextIsReadWithoutFailing(@ForAll @StringLength(max = 60) String text) {
    KnownHostsParser.parse(text, java.nio.file.Path.of("known_hosts"));
  }
}
