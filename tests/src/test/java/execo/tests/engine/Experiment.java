package execo.tests.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An experiment in a file of a directory, which is run there by the {@code execo} command. */
final class Experiment {
  private static final String IMPORTS =
      """
      import static execo.Execo.*;
      import static execo.sweep.Sweeps.*;

      import module java.base;

      import execo.engine.Engine;
      import execo.sweep.Sweep;
      import picocli.CommandLine.Mixin;
      import picocli.CommandLine.Option;
      import picocli.CommandLine.Parameters;

      """;

  /** What a run printed and ended with. */
  record Result(int code, String out, String err) {}

  private final Path directory;
  private final Path file;
  private int runs;

  /** Writes it; its class is {@code Trial}. */
  Experiment(Path directory, String code) throws IOException {
    this(directory, Files.writeString(directory.resolve("Trial.java"), IMPORTS + code));
  }

  /** One that is written. */
  Experiment(Path directory, Path file) {
    this.directory = directory;
    this.file = file;
  }

  Path file() {
    return file;
  }

  Result run(String... words) throws Exception {
    return start(words).end();
  }

  /** A run that goes on. */
  record Running(Process process, Path out, Path err) {
    Result end() throws Exception {
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s", err).isTrue();
      } finally {
        process.destroyForcibly();
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    void signal(String name) throws Exception {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Waits until a file is there. */
    void await(Path path) throws Exception {
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!Files.exists(path)) {
        assertThat(process.isAlive()).as("%s", Files.readString(err)).isTrue();
        assertThat(System.nanoTime()).as("%s comes", path).isLessThan(limit);
        process.waitFor(10, TimeUnit.MILLISECONDS);
      }
    }
  }

  Running start(String... words) throws IOException {
    var out = directory.resolve("out" + ++runs);
    var err = directory.resolve("err" + runs);
    var command = new ArrayList<String>();
    // A shell that runs the tests in the background has them ignore Ctrl-C, and their children too.
    command.addAll(List.of("env", "--default-signal=INT,HUP"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("execo.cli.Main");
    command.add(file.toString());
    command.addAll(List.of(words));
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
    builder.environment().remove("EXECO_CONFIG");
    builder.environment().put("XDG_CONFIG_HOME", directory.toString());
    builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
    return new Running(builder.start(), out, err);
  }

  /** The only result directory. */
  Path results() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      var found =
          files
              .filter(f -> f.getFileName().toString().matches("Trial_\\d{8}_\\d{6}_[+-]\\d{4}"))
              .toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }
}
