package execo.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The masters of OpenSSH's own multiplexing, a directory of sockets. */
final class Masters {
  private final Targets targets;
  private final Path directory = Files.createTempDirectory("execo-mux-");
  private final Path configuration = directory.resolve("config");

  Masters(Targets targets) throws IOException {
    this.targets = targets;
    var lines = new ArrayList<>(Files.readAllLines(targets.configuration()));
    lines.addAll(
        List.of(
            "  ControlMaster auto",
            "  ControlPersist 600",
            "  ControlPath " + directory.resolve("%C")));
    Files.write(configuration, lines);
  }

  Cost command() throws IOException, InterruptedException {
    return Commands.cost(targets.list(), Peers.xargs(configuration.toString()));
  }

  void end() throws IOException, InterruptedException {
    Commands.cost(
        targets.list(),
        List.of(
            "xargs",
            "-P",
            "8",
            "-I{}",
            "sh",
            "-c",
            "ssh -F \"$0\" -O exit \"$1\" 2>&1 || :",
            configuration.toString(),
            "{}"));
    try (var left = Files.list(directory)) {
      for (var file : left.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.delete(directory);
  }

  /** The memory of all masters in units of 1,000 bytes; what they share is shared out. */
  long kilobytes() throws IOException {
    var sum = 0L;
    for (var process : ProcessHandle.allProcesses().toList()) {
      var of = Path.of("/proc/" + process.pid());
      try {
        if (Files.readString(of.resolve("cmdline"), ISO_8859_1).contains(directory.toString())) {
          sum += proportional(Files.readAllLines(of.resolve("smaps_rollup")));
        }
      } catch (IOException e) {
        if (process.isAlive()) {
          throw e;
        }
      }
    }
    return Math.round(sum * 1.024);
  }

  /** The line {@code Pss: N kB}. */
  private static long proportional(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
