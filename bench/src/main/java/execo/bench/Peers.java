package execo.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools that people run a command on many hosts with, those of them that are installed. */
final class Peers {
  private static final String IN_FLIGHT = "64";

  private final Map<String, List<String>> commands = new LinkedHashMap<>();
  private final Targets targets;

  Peers(Targets targets) throws Exception {
    this.targets = targets;
    var list = targets.list().toString();
    var ssh = "-F " + targets.configuration();
    commands.put("xargs", xargs(targets.configuration().toString()));
    add(
        "pdsh",
        List.of(
            "env",
            "PDSH_SSH_ARGS_APPEND=" + ssh,
            "pdsh",
            "-S",
            "-R",
            "ssh",
            "-f",
            IN_FLIGHT,
            "-w",
            "^" + list,
            "true"));
    add("clush", List.of("clush", "-S", "-f", IN_FLIGHT, "-o", ssh, "--hostfile", list, "true"));
    add(
        "parallel-ssh",
        List.of("parallel-ssh", "-h", list, "-p", IN_FLIGHT, "-t", "0", "-x", ssh, "true"));
  }

  static List<String> xargs(String configuration) {
    return List.of("xargs", "-P", IN_FLIGHT, "-I{}", "ssh", "-F", configuration, "{}", "true");
  }

  private void add(String program, List<String> command) throws Exception {
    if (Commands.has(program)) {
      commands.put(program, command);
    } else {
      System.err.println(
          "bench: " + program + " is not installed and is left out; see bench/run peers");
    }
  }

  List<String> names() {
    return new ArrayList<>(commands.keySet());
  }

  /** Lets them take part. */
  void enter(Rounds rounds) {
    commands.forEach(
        (name, command) -> rounds.add(name, () -> Commands.cost(targets.list(), command)));
  }
}
