package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the map from the original's guide to this one names is there. */
class GuideMapTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#([^)]+))?\\)");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

  private final String map;

  GuideMapTest() throws IOException {
    map = Files.readString(Repository.docs().resolve("guide-map.md"));
  }

  @Test
  void filesAndSectionsAreThere() throws IOException {
    for (var link : LINK.matcher(map).results().toList()) {
      var file = Repository.docs().resolve(link.group(1));
      assertThat(file).exists();
      if (link.group(2) != null) {
        assertThat(sections(file)).as(link.group(1)).contains(link.group(2));
      }
    }
  }

  /** The sections of a page, as links name them. */
  private static List<String> sections(Path page) throws IOException {
    try (var lines = Files.lines(page)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
          .map(title -> title.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
          .toList();
    }
  }

  @Test
  void testsAreThere() throws IOException {
    var tests = TEST.matcher(map).results().toList();
    assertThat(tests).hasSizeGreaterThan(20);
    for (var test : tests) {
      var sources = sources(test.group(1) + ".java");
      assertThat(sources).as(test.group()).hasSize(1);
      if (test.group(2) != null) {
        assertThat(sources.getFirst()).content().contains("void " + test.group(2) + "(");
      }
    }
  }

  private static List<Path> sources(String name) throws IOException {
    try (var modules = Files.list(Repository.root())) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(GuideMapTest::walk)
          .filter(file -> file.endsWith(name))
          .toList();
    }
  }

  private static Stream<Path> walk(Path directory) {
    try (var files = Files.walk(directory)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyExampleIsInTheMap() throws IOException {
    try (var files = Files.list(Repository.examples())) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .filteredOn(name -> name.endsWith(".java"))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(map).contains("(../examples/" + name + ")"));
    }
  }
}
