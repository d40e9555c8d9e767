package execo.bench;

import execo.action.Remote;
import execo.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command on many hosts: execo in a warm JVM, the {@code execo} command, xargs with ssh. */
final class SshBench {
  private static final int IN_FLIGHT = 64;

  private final int count;
  private final List<Host> hosts;
  private final String execo = System.getProperty("execo.bench.execo", "execo");
  private final String configuration = System.getProperty("execo.bench.ssh", "/dev/null");

  SshBench(int count) {
    this.count = count;
    hosts = addresses(count).stream().map(Host::of).toList();
  }

  /** So many addresses of this machine. */
  private static List<String> addresses(int count) {
    var addresses = new ArrayList<String>(count);
    for (var i = 0; i < count; i++) {
      addresses.add("127.77.%d.%d".formatted(i / 250, i % 250 + 1));
    }
    return addresses;
  }

  void run() throws Exception {
    var list = Files.createTempFile("execo-bench-", ".hosts");
    try {
      Files.write(list, addresses(count));
      var rounds =
          new Rounds()
              .add("ours", this::ours)
              .add("cli", () -> command(list, execo, "run", "-w", "@" + list, "--", "true"))
              .add("xargs", () -> xargs(list))
              .run();
      var ours = rounds.median("ours");
      var cli = rounds.median("cli");
      var xargs = rounds.median("xargs");
      IO.println(
          String.join(
              " ",
              "ssh n=" + count,
              Numbers.seconds("ours_s", ours),
              Numbers.seconds("cli_s", cli),
              Numbers.seconds("xargs_s", xargs),
              Numbers.ratio("ours/xargs", ours, xargs),
              Numbers.seconds("cli-xargs_s", cli - xargs)));
    } finally {
      Files.delete(list);
    }
  }

  private double ours() {
    var from = System.nanoTime();
    var remote = new Remote("true", hosts, null).run();
    var seconds = Numbers.secondsSince(from);
    if (!remote.ok()) {
      throw new IllegalStateException(remote.toString());
    }
    return seconds;
  }

  private double xargs(Path list) throws Exception {
    return command(
        list,
        "xargs",
        "-P",
        String.valueOf(IN_FLIGHT),
        "-I{}",
        "ssh",
        "-F",
        configuration,
        "{}",
        "true");
  }

  private static double command(Path input, String... command) throws Exception {
    var from = System.nanoTime();
    var process =
        new ProcessBuilder(command)
            .redirectInput(input.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var code = process.waitFor();
    var seconds = Numbers.secondsSince(from);
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": exit code " + code);
    }
    return seconds;
  }
}
