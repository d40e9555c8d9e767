package execo.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.host.Host;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  record Node(String name, Host host, int cores) {
    public boolean isFast() {
      return cores > 4;
    }

    public String broken() {
      if (cores > 0) {
        throw new IllegalStateException("no data for " + name);
      }
      return name;
    }
  }

  private static final List<Node> NODES =
      List.of(new Node("a", Host.of("root@h1:22"), 4), new Node("b", Host.of("h2"), 8));

  private static List<String> render(String text, Map<String, ?> bindings, int processes) {
    BoundTemplate bound = Template.parse(text).bind(bindings);
    var texts = new ArrayList<String>();
    for (int i = 0; i < processes; i++) {
      texts.add(bound.render(i, "host" + i));
    }
    return texts;
  }

  @Test
  void hostIsTheAddress() {
    assertThat(render("ping {{{host}}}; echo {{{host}}}", Map.of(), 2))
        .containsExactly("ping host0; echo host0", "ping host1; echo host1");
    assertThat(Template.parse("{{{host}}}").usesHost()).isTrue();
    assertThat(Template.parse("{{x}}").usesHost()).isFalse();
    assertThat(Template.parse("{{x}}").isConstant()).isFalse();
    assertThat(Template.parse("{x} }}").isConstant()).isTrue();
  }

  @Test
  void elementsStartOver() {
    var bindings = Map.of("x", List.of("a", "b", "c"));
    assertThat(render("<{{x}}>", bindings, 5)).containsExactly("<a>", "<b>", "<c>", "<a>", "<b>");
    assertThat(render("{{ x }}{{x}}", bindings, 1)).containsExactly("aa");
  }

  @Test
  void manyKindsOfSequences() {
    for (Object sequence :
        List.of(
            new LinkedHashSet<>(List.of(1, 2)),
            new int[] {1, 2},
            new Integer[] {1, 2},
            Stream.of(1, 2),
            IntStream.of(1, 2),
            List.of(1, 2).iterator())) {
      assertThat(render("{{x}}", Map.of("x", sequence), 3)).containsExactly("1", "2", "1");
    }
  }

  @Test
  void propertiesOfElements() {
    var bindings = Map.of("nodes", NODES, "maps", List.of(Map.of("k", "v1"), Map.of("k", "v2")));
    assertThat(render("{{nodes.name}}/{{nodes.cores}}", bindings, 2)).containsExactly("a/4", "b/8");
    assertThat(render("{{nodes.fast}}", bindings, 2)).containsExactly("false", "true");
    assertThat(render("{{nodes.host}}", bindings, 2)).containsExactly("h1", "h2");
    assertThat(render("{{nodes.host.address}}", bindings, 2)).containsExactly("h1", "h2");
    assertThat(render("{{maps.k}}", bindings, 2)).containsExactly("v1", "v2");
    assertThat(
            render(
                "{{x.hostAddress}}", Map.of("x", List.of(InetAddress.ofLiteral("127.0.0.1"))), 1))
        .containsExactly("127.0.0.1");
    assertThat(render("{{x.size}}", Map.of("x", List.of(List.of(1), List.of())), 2))
        .containsExactly("1", "0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{{[a, b, c]}} | a b c a",
        "{{ [ a b ,c] }} | a_b c a_b c",
        "{{['x,y', \"z]\"]}} | x,y z] x,y z]",
        "{{1..3}} | 1 2 3 1",
        "{{1..20..5}} | 1 6 11 16",
        "{{3..1}} | 3 2 1 3",
        "{{-1..1}} | -1 0 1 -1",
        "{{10..1..4}} | 10 6 2 10",
        "{{08..10}} | 08 09 10 08",
        "{{ 5 .. 5 }} | 5 5 5 5",
        "{{1..999999999999999999}} | 1 2 3 4",
      })
  void listsAndRanges(String text, String expected) {
    assertThat(render(text, Map.of(), 4).stream().map(each -> each.replace(' ', '_')).toList())
        .isEqualTo(Arrays.stream(expected.split(" ", -1)).toList());
  }

  @Test
  void fourBracesAreTwo() {
    assertThat(render("{{{{x}} {{{{{{x}}", Map.of("x", List.of("v")), 1))
        .containsExactly("{{x}} {{v");
    assertThat(render("{{{{{{{{", Map.of(), 1)).containsExactly("{{{{");
    assertThat(render("{a} { {b} } }} ${c}", Map.of(), 1)).containsExactly("{a} { {b} } }} ${c}");
    assertThat(render("", Map.of(), 1)).containsExactly("");
  }

  @Test
  void substitutedTextIsNotSubstitutedAgain() {
    assertThat(render("{{x}}", Map.of("x", List.of("{{y}}{{{host}}}")), 1))
        .containsExactly("{{y}}{{{host}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{{x | without '}}'",
        "{{}} | a name is missing",
        "{{ .Names }} | a name is missing",
        "{{x.}} | a name is missing",
        "{{a-b}} | 'a-b' is no name",
        "{{x+1}} | 'x+1' is no name",
        "{{{x}}} | only {{{host}}}",
        "{{[]}} | the list is empty",
        "{{[a | without '}}'",
        "{{[a}} | ends with ']'",
        "{{[a] b}} | ends with ']'",
        "{{[a,,b]}} | a word is missing",
        "{{['a]}} | a quote is not closed",
        "{{['a'b]}} | text follows",
        "{{[[a]]}} | a list in a list",
        "{{1..}} | a range takes numbers",
        "{{a..b}} | 'a' is no number",
        "{{1..5..0}} | step",
        "{{1..5..1..1}} | two ends and a step",
        "{{1..9999999999999999999}} | 1 to 18 digits",
      })
  void malformedExpressionsAreNamedWhenRead(String text, String why) {
    assertThatThrownBy(() -> Template.parse("echo " + text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text)
        .hasMessageContaining(why)
        .hasMessageContaining("{{{{");
  }

  @Test
  void whatCannotBeLookedUpIsNamedWhenBound() {
    refused("{{y}}", Map.of("x", List.of(1)), "unknown name 'y' in '{{y}}'", "[x]");
    refused("{{y}}", Map.of(), "bound are none");
    refused("{{x}}", Map.of("x", List.of()), "empty sequence for '{{x}}'");
    refused("{{x}}", Map.of("x", "abc"), "not a sequence for '{{x}}'", "List.of(...)");
    refused("{{x}}", Map.of("x", Map.of("k", 1)), "not a sequence", "keySet()");
    refused("{{x}}", Map.of("x", 42), "not a sequence", "java.lang.Integer");
    refused("{{x}}", Map.of("x", Arrays.asList("a", null)), "'{{x}}': element 1 is null");
    refused("{{x.user}}", Map.of("x", List.of(Host.of("a"))), "'{{x.user}}': element 0 is null");
    refused("{{x.nope}}", Map.of("x", NODES), "unknown property 'nope' in '{{x.nope}}'", "Node");
    refused("{{x.getClass}}", Map.of("x", NODES), "unknown property");
    refused("{{x.class}}", Map.of("x", NODES), "unknown property");
    refused("{{x.k}}", Map.of("x", List.of(Map.of("a", 1))), "unknown property 'k'", "[a]");
    refused("{{x.broken}}", Map.of("x", NODES), "cannot read '{{x.broken}}'", "no data for a");
  }

  private static void refused(String text, Map<String, ?> bindings, String... parts) {
    assertThatThrownBy(() -> Template.parse(text).bind(bindings))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(parts);
  }

  @Property
  void processIGetsElementIModSize(
      @ForAll @NotEmpty List<String> values, @ForAll @IntRange(max = 100_000) int index) {
    assertThat(Template.parse("<{{x}}>").bind(Map.of("x", values)).render(index, "h"))
        .isEqualTo("<" + values.get(index % values.size()) + ">");
  }

  @Property
  void textWithoutDoubleBracesIsLeftAlone(@ForAll String text, @ForAll String host) {
    String escaped = text.replace("{{", "{ {");
    assertThat(Template.parse(escaped).bind(Map.of()).render(0, host)).isEqualTo(escaped);
  }
}
