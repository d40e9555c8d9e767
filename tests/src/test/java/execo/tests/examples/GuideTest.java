package execo.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.source.util.JavacTask;
import execo.config.Configuration;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the user guide and its pages show is true as far as a compiler can tell. */
class GuideTest {
  private final List<GuideBlock> blocks;

  GuideTest() throws IOException {
    blocks = new ArrayList<>();
    for (var page : List.of("guide", "results", "grid5000", "oar", "planning")) {
      var text = Files.readString(Repository.docs().resolve(page + ".md"));
      blocks.addAll(GuideBlock.of(page, text));
    }
  }

  private Stream<GuideBlock> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language));
  }

  @Test
  void everyBlockIsOfAKnownKind() {
    assertThat(blocks).extracting(GuideBlock::language).containsOnly("java", "yaml", "console");
  }

  @Test
  void javaCompilesWithoutWarnings() throws IOException {
    var units = blocks("java").filter(block -> block.file().isEmpty()).map(Snippet::new).toList();
    assertThat(units).hasSizeGreaterThan(10);
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var options =
        List.of("-classpath", System.getProperty("java.class.path"), "-Xlint:all", "-proc:none");
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(diagnostics, null, null)) {
      var task = compiler.getTask(null, files, diagnostics, options, null, units);
      ((JavacTask) task).analyze();
    }
    assertThat(diagnostics.getDiagnostics()).isEmpty();
  }

  @Test
  void blocksThatNameAFileAreThatFile() throws IOException {
    var shown = blocks.stream().filter(block -> !block.file().isEmpty()).toList();
    for (var block : shown) {
      assertThat(Repository.root().resolve(block.file())).hasContent(block.text());
    }
    try (var files = Files.list(Repository.examples())) {
      var programs = files.map(file -> "examples/" + file.getFileName());
      assertThat(shown)
          .extracting(GuideBlock::file)
          .containsAll(programs.filter(name -> name.endsWith(".java")).toList());
    }
  }

  @Test
  void configurationsAreUnderstood() {
    assertThat(blocks("yaml")).isNotEmpty();
    blocks("yaml")
        .forEach(block ->
            assertThatCode(() -> Configuration.parse(block.name(), new StringReader(block.text())))
                .doesNotThrowAnyException());
  }

  private static final class Snippet extends SimpleJavaFileObject {
    private final GuideBlock block;

    Snippet(GuideBlock block) {
      super(URI.create("guide:///" + block.name() + ".java"), Kind.SOURCE);
      this.block = block;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return block.program();
    }
  }
}
