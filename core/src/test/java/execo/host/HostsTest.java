package execo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | a",
        "a,b,a | a b a",
        "a, b | a b",
        "node-[01-03,20].site,other | node-01.site node-02.site node-03.site node-20.site other",
        "n[8-11] | n8 n9 n10 n11",
        "n[08-11] | n08 n09 n10 n11",
        "n[98-101] | n98 n99 n100 n101",
        "n[098-101] | n098 n099 n100 n101",
        "n[08-100/46] | n08 n54 n100",
        "n[1-9/4] | n1 n5 n9",
        "n[1-8/4] | n1 n5",
        "n[3,1,1] | n3 n1 n1",
        "n[7] | n7",
        "[1-2]a[3-4] | 1a3 1a4 2a3 2a4",
        "n[1-2],m[1-2] | n1 n2 m1 m2",
        "root@n[1-2]:22 | root@n1:22 root@n2:22",
        "n:[22-23] | n:22 n:23",
        "[::1]:22,::1 | [::1]:22 ::1",
        "root@[fe80::1]:[22-23] | root@[fe80::1]:22 root@[fe80::1]:23",
        "10.0.0.[1-2] | 10.0.0.1 10.0.0.2",
        "n[000-1000/500] | n000 n500 n1000",
      })
  void expands(String expression, String expected) {
    assertThat(Hosts.parse(expression))
        .extracting(Host::toString)
        .containsExactly(expected.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "node-[1- | '[' without ']' | 6",
        "node-[1-5 | '[' without ']' | 6",
        "node-1] | ']' without '[' | 7",
        "n[] | a range takes numbers | 3",
        "n[a-b] | a range takes numbers | 3",
        "n[1-] | a range takes numbers | 5",
        "n[1,] | a range takes numbers | 5",
        "n[5-1] | ends before it starts | 3",
        "n[1-9/0] | step of 0 | 7",
        "n[1-9/] | a range takes numbers | 7",
        "n[1/2] | '/' in a range | 4",
        "n[1;2] | ';' in a range | 4",
        "n[[1]] | a range takes numbers | 3",
        "n[01-002] | two paddings | 3",
        "n[01-3] | two paddings | 3",
        "n[1-03] | two paddings | 3",
        "n[1234567890123456789] | more than 18 digits | 3",
        "a,,b | no host | 3",
        "a, | no host | 3",
        ",a | no host | 1",
        "n[1-1000001] | more than 1000000 hosts | 12",
        "n[1-1001][1-1000] | more than 1000000 hosts | 17",
        "n[1-999999999999999999][1-999999999999999999] | more than 1000000 hosts | 23",
        "n[1-999999],m,o | more than 1000000 hosts | 15",
      })
  void refusesWithTextAndPosition(String expression, String why, int position) {
    assertThatThrownBy(() -> Hosts.parse(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + expression + "'")
        .hasMessageContaining(why)
        .hasMessageEndingWith("at position " + position);
  }

  @Test
  void refusesEmptyExpressions() {
    assertThatThrownBy(() -> Hosts.parse("")).hasMessageContaining("no host");
    assertThatThrownBy(() -> Hosts.parse(" \t")).hasMessageContaining("no host");
    assertThatThrownBy(() -> Hosts.parse("a b")).hasMessageContaining("blanks");
  }

  @Test
  void takesTheBoundItself() {
    assertThat(Hosts.parse("n[1-1000000]")).hasSize(Hosts.MAX_HOSTS);
  }

  @Test
  void gathersTextsHostsAndCollections() {
    var a = new Host("a").withKeyFile(Path.of("k"));
    assertThat(
            Hosts.of(
                "n[1-2]",
                a,
                List.of("x", List.of(a)),
                new String[] {"y"},
                Stream.of("z", a),
                CharBuffer.wrap("s")))
        .extracting(Host::address)
        .containsExactly("n1", "n2", "a", "x", "a", "y", "z", "a", "s");
    assertThat(Hosts.of()).isEmpty();
    assertThat(Hosts.of((Object[]) new String[] {"a", "b"})).hasSize(2);
    assertThatThrownBy(() -> Hosts.of(List.of(42)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Integer 42");
    assertThatThrownBy(() -> Hosts.of(Arrays.asList("a", null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("null");
    assertThatThrownBy(() -> Hosts.of(Path.of("hosts")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Hosts.read");
  }

  @Test
  void readsOneHostALine() {
    String text = "# nodes\n\n a \nroot@b:22 # spare\nn[1-2]\r\na#b\n   # end\na";
    assertThat(Hosts.read("text", new StringReader(text)))
        .extracting(Host::toString)
        .containsExactly("a", "root@b:22", "n1", "n2", "a#b", "a");
    assertThatThrownBy(() -> Hosts.read("text", new StringReader("a\n\nn[1-")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("text:3: malformed host expression 'n[1-'");
  }

  @Test
  void selectsFromFileStandardInputOrExpression() throws IOException {
    Path file = Files.writeString(directory.resolve("nodes"), "a\nb\n");
    var stdin = new StringReader("c\n");
    assertThat(Hosts.select("@" + file, stdin)).containsExactly(Host.of("a"), Host.of("b"));
    assertThat(Hosts.select("-", stdin)).containsExactly(Host.of("c"));
    assertThat(Hosts.select("n[1-2]", stdin)).hasSize(2);
    assertThatThrownBy(() -> Hosts.select("@", stdin)).hasMessageContaining("@FILE");
    assertThatThrownBy(() -> Hosts.select("@" + directory.resolve("none"), stdin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none': no such file");
    assertThatThrownBy(() -> Hosts.select("@" + directory, stdin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot read host file");
  }

  @Test
  void excludesByAddressAndWhatElseIsSet() {
    List<Host> hosts = Hosts.parse("a,root@a,b,a:22,a");
    assertThat(Hosts.exclude(hosts, Hosts.parse("a"))).containsExactly(Host.of("b"));
    assertThat(Hosts.exclude(hosts, Hosts.parse("root@a,c"))).hasSize(4);
    assertThat(Hosts.exclude(hosts, Hosts.parse("a:22"))).hasSize(4);
    assertThat(Hosts.exclude(hosts, List.of())).isEqualTo(hosts);
  }

  @Test
  void dropsRepeats() {
    List<Host> hosts = Hosts.parse("b,a,b,root@b");
    assertThat(Hosts.unique(hosts)).containsExactly(Host.of("b"), Host.of("a"), Host.of("root@b"));
    assertThat(Hosts.set(hosts)).containsExactlyElementsOf(Hosts.unique(hosts));
  }
}
