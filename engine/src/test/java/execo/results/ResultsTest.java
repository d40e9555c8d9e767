package execo.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsTest {
  private static final Map<String, Object> ENTRY =
      Map.of("params", Map.of("cc", "reno"), "bw", 9.41e8);

  @TempDir private Path directory;

  @Test
  void yamlIsReadable() throws IOException {
    var file = directory.resolve("results.yaml");
    record Params(int flows, String cc, String note) {}
    record Entry(Params params, double bw, @Nullable Object none) {}
    new Results(file).append(new Entry(new Params(4, "cubic", "no: \"x\""), 9.41e8, null));
    new Results(file).append(Map.of("bw", 1e20)).append(Map.of("bw", 1e-5));
    assertThat(file)
        .hasContent(
            """
            - {params: {flows: 4, cc: cubic, note: "no: \\"x\\""}, bw: 941000000.0, none: null}
            - {bw: 1.0e+20}
            - {bw: 1.0e-5}
            """);
    assertThat(Files.readString(file)).endsWith("}\n");
  }

  @Test
  void handwrittenYamlIsRead() throws IOException {
    var file = directory.resolve("results.yml");
    Files.writeString(
        file,
        """
        # measured by hand
        - bw: 1.5

          params: {flows: 1}
        # and later
        -
          params:
            flows: 2
          bw: .inf\
        """);
    var rows = Results.read(file);
    assertThat(rows.numbers("flows")).containsExactly(1, 2);
    assertThat(rows.numbers("bw")).containsExactly(1.5, Double.POSITIVE_INFINITY);
    new Results(file).append(Map.of("bw", 3));
    assertThat(Results.read(file).size()).isEqualTo(3);
  }

  @Provide
  Arbitrary<@Nullable Object> values() {
    var scalars =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8).map(Object.class::cast),
            Arbitraries.of(
                    "yes",
                    "1",
                    "1.0",
                    "~",
                    "",
                    "-",
                    "- a",
                    "null",
                    ".nan",
                    "0x1f",
                    "1e3",
                    "a: b",
                    "# x",
                    "\u0085\u2028\ufeff",
                    "😀",
                    "null\n",
                    "é",
                    "1:30",
                    "y",
                    "=",
                    "<<")
                .map(Object.class::cast),
            Arbitraries.doubles().map(Object.class::cast),
            Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, 1e16, 1e7, -0.0, 1e-3)
                .map(Object.class::cast),
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.integers().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    return Arbitraries.oneOf(
            scalars,
            scalars.list().ofMaxSize(3).map(Object.class::cast),
            Arbitraries.maps(Arbitraries.strings().ofMaxLength(4), scalars)
                .ofMaxSize(3)
                .map(Object.class::cast))
        .injectNull(0.1);
  }

  @Property(tries = 300)
  void valuesComeBackAsTheyWere(@ForAll("values") @Nullable Object value) throws Exception {
    var entry = new java.util.LinkedHashMap<String, @Nullable Object>();
    entry.put("it", value);
    var row = Rows.of(List.of(entry)).list().getFirst();
    for (Format format : List.of(new YamlFormat(), new JsonLinesFormat())) {
      var text = format.write(row.map());
      assertThat(text).hasLineCount(1).endsWith("\n");
      var utf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      assertThat(new Row(format.read(utf8), "")).isEqualTo(row);
    }
  }

  @Test
  void everyCharacterComesBack() throws Exception {
    for (int from = 0; from <= Character.MAX_CODE_POINT; from += 0x1000) {
      var text =
          IntStream.range(from, from + 0x1000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      for (Format format : List.of(new YamlFormat(), new JsonLinesFormat())) {
        var line = format.write(Map.of("it", text));
        var utf8 = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(format.read(utf8).get("it")).as("%x in %s", from, format).isEqualTo(text);
      }
    }
  }

  @Test
  void yamlSaysACharacterAtOnce() {
    assertThat(new YamlFormat().write(Map.of("it", "😀 𝒳")))
        .isEqualTo("- {it: \"\\U0001f600 𝒳\"}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"results.yaml", "results.jsonl"})
  void aTornEntryIsKeptBesideTheFile(String name) throws IOException {
    var file = directory.resolve(name);
    new Results(file).append(ENTRY);
    var whole = Files.readString(file);
    for (var torn : List.of("{a: 1, b", "{\"é")) {
      Files.writeString(file, "- " + torn, StandardOpenOption.APPEND);
      new Results(file).append(ENTRY);
    }
    assertThat(file).hasContent(whole + whole + whole);
    assertThat(directory.resolve(name + ".torn")).hasContent("- {a: 1, b\n- {\"é\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"results.yaml", "results.jsonl"})
  void whereverItIsCutTheRestIsRead(String name) throws IOException {
    var file = directory.resolve(name);
    new Results(file).append(ENTRY).append(ENTRY);
    var whole = Files.readAllBytes(file);
    int second = whole.length / 2;
    for (int length = second + 1; length < whole.length - 1; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(Results.read(file).size()).as("cut at %s", length).isEqualTo(1);
      new Results(file).append(ENTRY);
      assertThat(file).hasBinaryContent(whole);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThat(Results.read(file).size()).isEqualTo(2);
    new Results(file).append(ENTRY);
    assertThat(Results.read(file).size()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"results.yaml", "results.jsonl"})
  void tornEntryIsReportedWithItsLine(String name) throws IOException {
    var file = directory.resolve(name);
    new Results(file).append(ENTRY);
    var text = Files.readString(file);
    Files.writeString(file, text + text.substring(0, 9));
    var torn = Entries.read(file, Format.of(file), Files.readAllBytes(file)).torn();
    assertThat(torn)
        .containsExactly(
            file + ":2: an entry without an end is left out: " + text.substring(0, 9).strip());
  }

  @Test
  void malformedEntryIsNamedAndTheOthersAreRead() throws IOException {
    var file = directory.resolve("results.yaml");
    Files.writeString(
        file,
        """
        - {bw: 1.0}
        - bw: 2.0
          cc: [a
        - {bw: 3.0}
        - just text
        """);
    assertThatThrownBy(() -> Results.read(file))
        .isInstanceOf(MalformedResultsException.class)
        .hasMessageStartingWith(file + ":")
        .hasMessageEndingWith("; and 1 more like it");
    var problems = new ArrayList<String>();
    assertThat(new Results(file).read(problems::add).numbers("bw")).containsExactly(1, 3);
    assertThat(problems).hasSize(2);
    assertThat(problems.getFirst())
        .startsWith(file + ":3: expected ',' or ']'")
        .endsWith(": - bw: 2.0 cc: [a");
    assertThat(problems.getLast()).endsWith(":5: not '- ' and a mapping: - just text");
  }

  @Test
  void malformedJsonIsNamed() throws IOException {
    var file = directory.resolve("results.jsonl");
    Files.writeString(
        file,
        "{\"bw\":1}\n{\"bw\":}\n{\"bw\":1}{\"bw\":2}\n{\"a\":1,\"a\":2}\n[1]\n{\"a\":%s\n{\"bw\":%s}\n"
            .formatted("[".repeat(1_000), "1".repeat(2_000)));
    var problems = new ArrayList<String>();
    assertThat(new Results(file).read(problems::add).size()).isEqualTo(1);
    assertThat(problems).hasSize(6);
    assertThat(problems.get(4)).startsWith(file + ":6: ").contains("depth");
    assertThat(problems.get(5)).startsWith(file + ":7: ").contains("Number");
    assertThat(problems.get(0)).startsWith(file + ":2: column ");
    assertThat(problems.get(1)).startsWith(file + ":3: something follows the JSON object");
    assertThat(problems.get(2)).startsWith(file + ":4: ");
    assertThat(problems.get(3)).isEqualTo(file + ":5: no JSON object: [1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"results.yaml", "results.jsonl"})
  void theLargestValuesAreReadBack(String name) {
    Object deep = "x";
    for (int i = 0; i < 398; i++) {
      deep = List.of(deep);
    }
    var entry =
        Map.of(
            "deep",
            deep,
            "n\u00e9".repeat(5_000),
            1,
            "big",
            BigInteger.TWO.pow(3_299),
            "t",
            "\n".repeat(70_000));
    var results = new Results(directory.resolve(name)).append(entry);
    assertThat(results.read().list().getFirst().map()).isEqualTo(entry);
  }

  @Test
  void whatCannotBeKeptIsRefused() {
    var results = new Results(directory.resolve("results.yaml"));
    assertThatThrownBy(() -> results.append(Map.of("when", directory)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot be kept: " + directory);
    assertThat(results.path()).doesNotExist();
  }

  @Test
  void nameTellsTheFormat() {
    assertThatThrownBy(() -> new Results("results.txt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("results.txt: results are kept in files named .yaml, .yml, .jsonl or .ndjson");
  }

  @Test
  void missingFileAndDirectoryAreNamed() {
    var file = directory.resolve("none").resolve("results.yaml");
    assertThatThrownBy(() -> Results.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("no results can be read: " + file + ": no such file");
    assertThatThrownBy(() -> new Results(file).append(Map.of("bw", 1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": not saved: - {bw: 1}: ")
        .hasMessageEndingWith("no such file");
  }

  @Test
  void threadsAppendWholeEntriesEvenIfInterrupted() throws Exception {
    var file = directory.resolve("results.jsonl");
    var results = new Results(file);
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Boolean> work =
          () -> {
            for (int i = 0; i < 25; i++) {
              Thread.currentThread().interrupt();
              results.append(ENTRY);
              assertThat(Thread.interrupted()).isTrue();
            }
            return true;
          };
      for (var done : threads.invokeAll(List.of(work, work, work, work))) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(Results.read(file).size()).isEqualTo(100);
  }
}
