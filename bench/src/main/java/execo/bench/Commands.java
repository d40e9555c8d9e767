package execo.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Commands that take part in a benchmark, in processes of their own. */
final class Commands {
  /** What {@code times} of a POSIX shell prints of the children: {@code 0m0.25s 0m0.11s}. */
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

  private Commands() {}

  /** Runs a command, which must succeed, and gives the lines that it printed. */
  static List<String> lines(List<String> command) throws IOException, InterruptedException {
    return lines(Path.of("/dev/null"), command);
  }

  private static List<String> lines(Path input, List<String> command)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines;
    try (var reader = process.inputReader()) {
      lines = reader.readAllLines();
    }
    var code = process.waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with exit code " + code);
    }
    return lines;
  }

  /** Runs a command, which must succeed; what it prints is thrown away. */
  static Cost cost(Path input, List<String> command) throws IOException, InterruptedException {
    var timed =
        new ArrayList<>(List.of("sh", "-c", "\"$@\" >/dev/null; c=$?; times; exit $c", "sh"));
    timed.addAll(command);
    var from = System.nanoTime();
    var lines = lines(input, timed);
    var seconds = Numbers.secondsSince(from);
    var children = TIMES.matcher(lines.getLast());
    if (!children.matches()) {
      throw new IOException("not what 'times' of a shell prints: " + lines);
    }
    return new Cost(
        seconds,
        seconds(children.group(1), children.group(2))
            + seconds(children.group(3), children.group(4)));
  }

  /** Runs a command without input, which must succeed; what it prints is thrown away. */
  static Cost cost(List<String> command) throws IOException, InterruptedException {
    return cost(Path.of("/dev/null"), command);
  }

  private static double seconds(String minutes, String seconds) {
    return Integer.parseInt(minutes) * 60 + Double.parseDouble(seconds);
  }

  /** Whether a program is installed. */
  static boolean has(String program) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("sh", "-c", "command -v \"$1\"", "sh", program)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
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
