package execo.cli;

import execo.cli.script.Script;
import execo.cli.script.ScriptCache;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/**
 * What the start script runs once after a build, so that the JDK's ahead-of-time cache learns which
 * classes the command needs. It prints nothing, and writes only into the directory it is given.
 */
public final class Training {
  private Training() {}

  /**
   * Parses typical command lines, prints their help into nothing, and compiles and runs a program.
   *
   * @param args an empty directory
   * @throws Throwable if the build is broken
   */
  public static void main(String[] args) throws Throwable {
    Path directory = Path.of(args[0]);
    var stdout = System.out;
    var stderr = System.err;
    var nothing = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nothing);
    System.setErr(nothing);
    try {
      commands();
      program(directory);
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
    }
  }

  private static void commands() {
    CommandLine line = Main.commandLine(new Root());
    line.execute("--help");
    line.execute("--version");
    line.execute("--no-such-option");
    for (String name : line.getSubcommands().keySet()) {
      Main.commandLine(new Root()).execute(name, "--help");
    }
  }

  private static void program(Path directory) throws Throwable {
    Path file = directory.resolve("Trained.java");
    try (var source = Training.class.getResourceAsStream("Trained.java.txt")) {
      if (source == null) {
        throw new IllegalStateException("Trained.java.txt is missing from the build");
      }
      Files.copy(source, file);
    }
    var cache = new ScriptCache(directory.resolve("scripts"));
    Script.load(file, cache, Version.text());
    Script.load(file, cache, Version.text()).run(List.of("20"));
  }
}
