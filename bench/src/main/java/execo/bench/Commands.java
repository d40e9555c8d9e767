package execo.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that take part in a benchmark, in processes of their own. */
final class Commands {
  private Commands() {}

  /** Runs a command, which must succeed, and gives the lines that it printed. */
  static List<String> lines(List<String> command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    List<String> lines;
    try (var reader = process.inputReader()) {
      lines = reader.readAllLines();
    }
    var code = process.waitFor();
    if (code != 0) {
      throw new IOException(command + " ended with exit code " + code);
    }
    return lines;
  }

  /** The command that runs this program in a JVM of its own, with the options of this one. */
  static List<String> fresh(String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("execo.bench.options", "").trim().split("\\s+")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
