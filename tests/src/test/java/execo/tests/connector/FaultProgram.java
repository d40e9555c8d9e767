package execo.tests.connector;

import execo.action.HostsAction;
import execo.action.Put;
import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.Failure;
import execo.process.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Runs a command on hosts from inside their network, or {@code put FILE TARGET}, and prints a line
 * for each host that has begun to answer, for each line on stderr, and for each host that has
 * ended.
 *
 * <p>Arguments: connector, user, key, known hosts, command, and hosts: {@code
 * ADDRESS[,PORT[,KEY]]}.
 */
final class FaultProgram {
  static final Duration CONNECT = Duration.ofSeconds(5);
  static final String PUT = "put";
  static final Duration KEEP_ALIVE = Duration.ofSeconds(3);

  private FaultProgram() {}

  public static void main(String[] args) {
    var params =
        ConnectionParams.none()
            .withConnector(args[0])
            .withUser(args[1])
            .withKeyFile(Path.of(args[2]))
            .withHostKeys(HostKeyPolicy.STRICT)
            .withKnownHosts(Path.of(args[3]))
            .withConnectTimeout(CONNECT)
            .withKeepAlive(KEEP_ALIVE)
            .withSshOptions(
                List.of("-F", "none", "-o", "BatchMode=yes", "-o", "PasswordAuthentication=no"));
    var hosts = Arrays.stream(args).skip(5).map(FaultProgram::host).toList();
    var action = action(args[4], hosts, params).nolog(Failure.values());
    var processes = new ArrayList<ManagedProcess>();
    action.onStdoutLines((process, line) -> {
      if (line.equals("ready")) {
        print("ready " + processes.indexOf(process));
      }
    });
    action.onStderrLines(
        (process, line) -> print("said " + processes.indexOf(process) + " " + line));
    action.onEnd(process -> print(result(processes.indexOf(process), process)));
    processes.addAll(action.processes());
    action.run();
    System.exit(0);
  }

  private static HostsAction<?> action(String command, List<Host> hosts, ConnectionParams params) {
    var words = command.split(" ", -1);
    return words.length == 3 && words[0].equals(PUT)
        ? new Put(hosts, List.of(words[1]), words[2], params)
        : new Remote(command, hosts, params);
  }

  private static Host host(String text) {
    var parts = text.split(",", -1);
    var host = new Host(parts[0]);
    if (parts.length > 1 && !parts[1].isEmpty()) {
      host = host.withPort(Integer.valueOf(parts[1]));
    }
    return parts.length > 2 ? host.withKeyFile(Path.of(parts[2])) : host;
  }

  private static String result(int index, ManagedProcess process) {
    var attempt = Objects.requireNonNull(process.attempt());
    return "result %d %s %s %d %s"
        .formatted(
            index,
            process.ok() ? "ok" : "bad",
            attempt.exitCode(),
            attempt.stdout().bytes().length,
            attempt.length().toMillis()
                + " "
                + Objects.requireNonNullElse(attempt.reason(), "").replace('\n', ' '));
  }

  private static synchronized void print(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
