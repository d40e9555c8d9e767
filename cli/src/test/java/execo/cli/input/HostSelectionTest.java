package execo.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.host.Host;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostSelectionTest {
  @TempDir Path directory;

  private static List<String> select(
      List<String> wanted, List<String> excluded, @Nullable String report, String stdin) {
    return new HostSelection(wanted, excluded, report)
        .hosts(new StringReader(stdin)).stream().map(Host::toString).toList();
  }

  private String report(String... lines) throws IOException {
    return Files.writeString(directory.resolve("report.json"), String.join("\n", lines)).toString();
  }

  private static String end(String host, boolean ok) {
    return "{\"type\":\"end\",\"index\":0,\"host\":\"%s\",\"ok\":%s,\"signal\":null,\"more\":[{}]}"
        .formatted(host, ok);
  }

  @Test
  void listsAndRangesAddUpInOrderWithRepeats() {
    assertThat(select(List.of("n-[08-10],b", "root@b:22", "b"), List.of(), null, ""))
        .containsExactly("n-08", "n-09", "n-10", "b", "root@b:22", "b");
  }

  @Test
  void filesAndStandardInputHaveOneHostALine() throws Exception {
    var file = Files.writeString(directory.resolve("hosts"), "a\n# none\nb-[1-2] # two\n\n");
    assertThat(select(List.of("@" + file, "-"), List.of(), null, "c\nd\n"))
        .containsExactly("a", "b-1", "b-2", "c", "d");
  }

  @Test
  void excludedHostsAreLeftOut() {
    assertThat(select(List.of("n-[1-4],root@n-2"), List.of("n-2", "-"), null, "n-4\n"))
        .containsExactly("n-1", "n-3");
  }

  @Test
  void failedHostsOfAReportAreTakenAloneOrOfThoseWanted() throws Exception {
    var report =
        report(end("a", false), end("b", true), end("u@c:2", false), "", "{\"type\":\"report\"}");
    assertThat(select(List.of(), List.of(), report, "")).containsExactly("a", "u@c:2");
    assertThat(select(List.of("z,b,a"), List.of(), report, "")).containsExactly("a");
    assertThat(select(List.of(), List.of("a"), report, "")).containsExactly("u@c:2");
    assertThatThrownBy(() -> select(List.of("b"), List.of(), report, ""))
        .isInstanceOf(BadInput.class)
        .hasMessage("no failed hosts in " + report);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{\"type\":\"end\"",
        "{\"type\":\"end\",\"host\":\"a\"}",
        "{\"type\":\"end\",\"ok\":false}",
        "{\"host\":\"a\",\"ok\":false}",
        "{\"type\":\"end\",\"host\":\"a b\",\"ok\":false}"
      })
  void reportWithAnotherLineIsBadInputThatNamesTheLine(String line) throws Exception {
    var report = report(end("a", false), line);
    assertThatThrownBy(() -> select(List.of(), List.of(), report, ""))
        .isInstanceOf(BadInput.class)
        .hasMessage(report + ":2: not a line that 'execo run --json' prints");
  }

  @Test
  void absentReportIsBadInput() {
    var absent = directory.resolve("absent").toString();
    assertThatThrownBy(() -> select(List.of(), List.of(), absent, ""))
        .isInstanceOf(BadInput.class)
        .hasMessage("cannot read report '" + absent + "': no such file");
  }

  @Test
  void noHostsAreBadInput() {
    assertThatThrownBy(() -> select(List.of(), List.of(), null, ""))
        .isInstanceOf(BadInput.class)
        .hasMessage("no hosts; give them with -w HOSTS");
    assertThatThrownBy(() -> select(List.of("a"), List.of("a"), null, ""))
        .isInstanceOf(BadInput.class)
        .hasMessage("no hosts are left");
  }

  @Test
  void standardInputIsForOneThing() {
    assertThatThrownBy(() -> select(List.of("-"), List.of("-"), null, ""))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("only once");
    var selection = new HostSelection(List.of("-"), List.of(), null);
    assertThatThrownBy(() -> selection.hosts(null))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("--stdin");
  }
}
