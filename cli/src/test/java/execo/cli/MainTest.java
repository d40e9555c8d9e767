package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole JVM makes of a command line. */
class MainTest {
  private record Result(int code, String out, String err) {}

  @TempDir Path directory;
  private @Nullable Path configuration;

  private Path program(String name, String source) throws IOException {
    return Files.writeString(directory.resolve(name), source);
  }

  private Result execo(Object... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("execo.cli.Main");
    for (Object word : words) {
      command.add(word.toString());
    }
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    var builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.redirectError(err.toFile());
    builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("EXECO_CONFIG");
    builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
    if (configuration != null) {
      builder.environment().put("EXECO_CONFIG", configuration.toString());
    }
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void programGetsItsArgumentsAndLeavesWithZero() throws Exception {
    var file = program("args.java", "void main(String[] a) { IO.println(String.join(\"|\", a)); }");
    assertThat(execo(file, "-x", "--help", "two words", "run"))
        .isEqualTo(new Result(0, "-x|--help|two words|run\n", ""));
  }

  @Test
  void exitCodeOfAProgramIsItsOwn() throws Exception {
    assertThat(execo(program("exit.java", "void main() { System.exit(42); }")))
        .isEqualTo(new Result(42, "", ""));
  }

  @Test
  void programThatThrowsShowsItsOwnFramesOnly() throws Exception {
    var file =
        program(
            "Throws.java",
            """
            void main() {
                deep();
            }
            void deep() {
                throw new IllegalStateException("no luck");
            }
            """);
    Result result = execo(file);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .containsExactly(
            "Exception in thread \"main\" java.lang.IllegalStateException: no luck",
            "\tat Throws.deep(Throws.java:5)",
            "\tat Throws.main(Throws.java:2)");
  }

  @Test
  void otherThreadsOutliveMain() throws Exception {
    var file =
        program(
            "Threads.java",
            """
            void main() {
                var main = Thread.currentThread();
                new Thread(() -> {
                    try {
                        main.join();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    IO.println("after main");
                }).start();
            }
            """);
    assertThat(execo(file)).isEqualTo(new Result(0, "after main\n", ""));
  }

  @Test
  void programThatDoesNotCompileIsToldAsJavacDoes() throws Exception {
    var file = program("Wrong.java", "void main() {\n  int x = \"one\";\n}\n");
    Result result = execo(file);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            """
            %1$s:2: error: incompatible types: String cannot be converted to int
              int x = "one";
                      ^
            1 error
            execo: %1$s: compilation failed
            """
                .formatted(file));
  }

  @Test
  void badInputLeavesWith2() throws Exception {
    assertThat(execo("absent.java"))
        .isEqualTo(new Result(2, "", "execo: no such file: absent.java\n"));
  }

  @Test
  void malformedConfigurationIsToldWithItsPlace() throws Exception {
    var file = Files.writeString(directory.resolve("c.yaml"), "execo:\n  colour: never\n");
    configuration = file;
    for (var words : List.of(List.of("config"), List.of("run", "-w", "a", "true"))) {
      Result result = execo(words.toArray());
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .startsWith("execo: " + file + ":2: execo.colour: unknown setting")
          .hasLineCount(1);
    }
  }

  @Test
  void logIsAsMuchAsConfigured() throws Exception {
    configuration =
        Files.writeString(
            directory.resolve("c.yaml"), "execo:\n  log-level: detail\n  color: always\n");
    var file =
        program(
            "log.java",
            """
            import static execo.Execo.*;
            void main() {
              logger.detail("shown");
              logger.trace("not shown");
              IO.println(style.host("h"));
            }
            """);
    Result result = execo(file);
    assertThat(result.err()).endsWith("\033[36mDETAIL: shown\033[0m\n").hasLineCount(1);
    assertThat(result.out()).isEqualTo("\033[1;35mh\033[0m\n");
  }
}
