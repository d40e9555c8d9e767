package execo.cli.script;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles a program in one file against the class path of this JVM, in memory. */
final class ScriptCompiler {
  private ScriptCompiler() {}

  /**
   * Compiles.
   *
   * @param file what messages call the source
   * @param source its content, UTF-8
   * @throws ScriptException if it does not compile, with javac's messages
   */
  static CompiledScript compile(Path file, byte[] source) throws IOException, ScriptException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new ScriptException("execo: this Java has no compiler; a JDK is needed");
    }
    var messages = new StringWriter();
    var options =
        List.of(
            "-classpath",
            System.getProperty("java.class.path"),
            "-proc:none",
            "-implicit:none",
            "-g",
            "-Xlint:none");
    try (var standard = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        var files = new MemoryFiles(standard)) {
      var unit = List.of(new ScriptSource(file, source));
      var task = (JavacTask) compiler.getTask(messages, files, null, options, null, unit);
      var first = new FirstClass();
      task.addTaskListener(first);
      if (!task.call()) {
        throw new ScriptException(messages + "execo: " + file + ": compilation failed");
      }
      if (first.name == null) {
        throw new ScriptException("execo: " + file + ": declares no class");
      }
      return new CompiledScript(first.name, files.classes());
    }
  }

  /** Notes the first class of the source, the one that the Java launcher would run. */
  private static final class FirstClass implements TaskListener {
    private @Nullable String name;

    @Override
    public void finished(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.PARSE) {
        name = firstClass(event.getCompilationUnit());
      }
    }

    private static @Nullable String firstClass(CompilationUnitTree unit) {
      var packageName = unit.getPackageName();
      return unit.getTypeDecls().stream()
          .filter(ClassTree.class::isInstance)
          .map(type -> ((ClassTree) type).getSimpleName().toString())
          .map(name -> packageName == null ? name : packageName + "." + name)
          .findFirst()
          .orElse(null);
    }
  }
}
