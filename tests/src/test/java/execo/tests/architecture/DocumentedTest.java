package execo.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types and methods that are public and not internal say what they are; doclint checks how. */
class DocumentedTest {

  @ParameterizedTest
  @ValueSource(strings = {"core", "engine", "g5k", "testbed", "cli"})
  void publicInterfaceIsDocumented(String module) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      var sources = files.getJavaFileObjectsFromPaths(sources(Path.of("..", module)));
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
      var undocumented = new ArrayList<String>();
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(DocTrees.instance(task), undocumented).scan(unit, null);
      }
      assertThat(undocumented).as("public and without a documentation comment").isEmpty();
    }
  }

  private static List<Path> sources(Path module) throws IOException {
    try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> !f.toString().contains("/internal/"))
          .toList();
    }
  }

  /** Visits what is visible from outside its package; the rest of a hidden class is not entered. */
  private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final DocTrees comments;
    private final List<String> undocumented;

    Scanner(DocTrees comments, List<String> undocumented) {
      this.comments = comments;
      this.undocumented = undocumented;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      if (!visible(type.getModifiers())) {
        return null;
      }
      demand(type.getSimpleName().toString());
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      if (visible(method.getModifiers())
          && !overrides(method)
          && !method.getName().contentEquals("<init>")) {
        demand(method.getName().toString());
      }
      return null;
    }

    private void demand(String name) {
      if (comments.getDocComment(getCurrentPath()) == null) {
        undocumented.add(
            getCurrentPath().getCompilationUnit().getSourceFile().getName() + " " + name);
      }
    }

    private boolean visible(ModifiersTree modifiers) {
      Set<Modifier> flags = modifiers.getFlags();
      boolean inInterface =
          getCurrentPath().getParentPath().getLeaf() instanceof ClassTree outer
              && outer.getKind() == Tree.Kind.INTERFACE
              && !flags.contains(Modifier.PRIVATE);
      return inInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
    }

    private static boolean overrides(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
          .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
    }
  }
}
