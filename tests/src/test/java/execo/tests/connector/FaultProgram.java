package execo.tests.connector;

import execo.action.Get;
import execo.action.HostsAction;
import execo.action.Put;
import execo.action.Remote;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.process.Failure;
import execo.process.ManagedProcess;
import execo.process.PortForwarder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a command on hosts from inside their network, or {@code put FILE TARGET}, or {@code get FILE
 * TARGET}, and prints a line for each host that has begun to answer or of whose copy something has
 * arrived, for each line on stderr, and for each host that has ended.
 *
 * <p>Or {@code forward}: forwards a port to the server of each host. When the first host has ended,
 * it prints what the servers of the others say on theirs.
 *
 * <p>Arguments: connector, user, key, known hosts, command, and hosts: {@code
 * ADDRESS[,PORT[,KEY]]}.
 */
final class FaultProgram {
  static final Duration CONNECT = Duration.ofSeconds(5);
  static final String PUT = "put";
  static final String GET = "get";
  static final String FORWARD = "forward";

  static final Duration KEEP_ALIVE = Duration.ofSeconds(3);

  private FaultProgram() {}

  public static void main(String[] args) throws IOException {
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
    if (args[4].equals(FORWARD)) {
      forward(hosts, params);
      System.exit(0);
    }
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
    action.start();
    if (!(action instanceof Remote)) {
      tellOfProgress(processes);
    }
    action.await();
    System.exit(0);
  }

  private static void tellOfProgress(List<ManagedProcess> processes) {
    var silent = new ArrayList<>(processes);
    while (!silent.isEmpty()) {
      for (var process : List.copyOf(silent)) {
        var progress = process.progress();
        if (process.ended()) {
          silent.remove(process);
        } else if (progress != null && progress.done() > 0) {
          silent.remove(process);
          print("ready " + processes.indexOf(process));
        }
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static void forward(List<Host> hosts, ConnectionParams params) throws IOException {
    var forwarders =
        hosts.stream().map(host -> new PortForwarder(host, "127.0.0.1", 22, params)).toList();
    forwarders.forEach(forwarder -> forwarder.nolog(Failure.values()).start());
    for (var forwarder : forwarders) {
      if (forwarder.awaitOpen(CONNECT)) {
        print("ready " + forwarders.indexOf(forwarder));
      }
    }
    forwarders.getFirst().await();
    for (var forwarder : forwarders) {
      if (!forwarder.ended()) {
        print("said " + forwarders.indexOf(forwarder) + " " + banner(forwarder.localPort()));
        forwarder.close();
      }
      print(result(forwarders.indexOf(forwarder), forwarder));
    }
  }

  private static String banner(int port) throws IOException {
    try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        var lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      return lines.readLine();
    }
  }

  private static HostsAction<?> action(String command, List<Host> hosts, ConnectionParams params) {
    var words = command.split(" ", -1);
    if (words.length == 3 && words[0].equals(PUT)) {
      return new Put(hosts, List.of(words[1]), words[2], params);
    }
    return words.length == 3 && words[0].equals(GET)
        ? new Get(hosts, List.of(words[1]), words[2], params)
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
