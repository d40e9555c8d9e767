package execo.cli.demo;

import static execo.Execo.filterBadHosts;
import static execo.Execo.get;
import static execo.Execo.put;
import static execo.Execo.remote;
import static execo.Execo.report;
import static execo.Execo.style;

import execo.action.Action;
import execo.cli.run.JsonLines;
import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.Hosts;
import execo.host.PortRange;
import execo.host.Ports;
import execo.process.Failure;
import execo.process.ManagedProcess;
import execo.report.ReportLayout;
import execo.report.ReportStyle;
import execo.testbed.Fleet;
import execo.time.Durations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The steps of the demonstration, on the hosts of a fleet of which the last one is stopped. */
final class Demo {
  private static final int BLOCKS = 125;
  private static final int BLOCK_SIZE = 50_000;

  private final Fleet fleet;
  private final Path results;
  private final PrintWriter out;
  private final ConnectionParams connection;
  private final List<Action> actions = new ArrayList<>();
  private final List<String> surprises = new ArrayList<>();
  private int step;

  Demo(Fleet fleet, Path results, PrintWriter out) {
    this.fleet = fleet;
    this.results = results;
    this.out = out;
    var alone = List.of("-F", "/dev/null");
    connection = fleet.connection().withSshOptions(alone).withScpOptions(alone);
  }

  /** Plays all of it; gives what did not go as it should, in sentences. */
  List<String> play() {
    List<Host> all = fleet.hosts();
    say("%d hosts run inside this program: %s", all.size(), style.host(Hosts.fold(all)));
    Host stopped = all.getLast();
    fleet.stop(stopped);
    List<Host> hosts = reach(all, stopped);
    if (hand(hosts)) {
      traffic(hosts);
      timeout(hosts.getFirst());
      collect(hosts);
    }
    sweep(hosts);
    leave();
    return surprises;
  }

  private List<Host> reach(List<Host> all, Host stopped) {
    say("A command on all of them; %s refuses connections", style.host(stopped));
    var hello = remote("echo \"hello from $EXECO_HOST\"", all, connection).name("hello");
    hello.nolog(Failure.values());
    run(hello);
    ManagedProcess refused = hello.processes().getLast();
    tell("%s: %s", stopped, String.valueOf(refused.reason()));
    tell("%s: %s", all.getFirst(), hello.processes().getFirst().stdout().strip());
    expect(refused.error(), stopped + " was reached although it is stopped");
    List<Host> good = filterBadHosts(hello, all);
    expect(
        good.equals(all.subList(0, all.size() - 1)), "only " + good.size() + " hosts were reached");
    return good;
  }

  /** Copies the netcat; says whether the hosts can run it. */
  private boolean hand(List<Host> hosts) {
    say("A small netcat is copied to the %d others", hosts.size());
    Path program = resource("netcat.sh");
    var put = put(hosts, List.of(program.toString()), ".", connection);
    run(put);
    expect(put.ok(), "netcat.sh could not be copied to all hosts");
    var check = remote("sh netcat.sh check", hosts, connection).name("check");
    run(check);
    expect(check.ok(), "the hosts need perl or nc (Debian: apt install perl-base)");
    return put.ok() && check.ok();
  }

  private void traffic(List<Host> hosts) {
    int port = freePort(hosts);
    List<Host> targets = hosts.reversed();
    var listen = "sh netcat.sh listen {{{host}}} " + port + " | wc -c > received";
    var send =
        "dd if=/dev/zero bs=%s count=%s | sh netcat.sh send {{targets}} %s"
            .formatted(BLOCK_SIZE, BLOCKS, port);
    say("Traffic in both directions: each host listens on its own address, and each sends");
    tell("servers: %s", style.command(listen));
    tell("clients: %s", style.command(send));
    var servers = remote(listen, hosts, connection).name("servers").timeout("30s");
    var clients =
        remote(send, hosts, connection).with("targets", targets).name("clients").timeout("30s");
    actions.add(servers);
    try (var running = servers.start()) {
      servers.expect("[Ll]istening on", "15s");
      run(clients);
      running.await("15s");
    }
    expect(servers.finishedOk(), "not all servers ended well");
    expect(clients.finishedOk(), "not all clients ended well");
    long sent = (long) BLOCKS * BLOCK_SIZE * hosts.size();
    tell("%d hosts sent %.1f MB in %s", hosts.size(), sent / 1e6, length(clients));
  }

  private void timeout(Host host) {
    say("A command that takes too long on %s is ended after 1 s", style.host(host));
    var slow = remote("sleep 60", host, connection).name("slow").timeout("1s").killTimeout("2s");
    slow.nolog(Failure.values());
    run(slow);
    ManagedProcess process = slow.processes().getFirst();
    tell("%s: %s after %s", host, process.timedOut() ? "timed out" : "ended", length(slow));
    expect(process.timedOut(), "the slow command was not ended");
  }

  private void collect(List<Host> hosts) {
    say("The results are copied back");
    var get = get(hosts, List.of("received"), results.resolve("{{{host}}}").toString(), connection);
    run(get);
    expect(get.ok(), "not all results could be copied back");
    long whole = (long) BLOCKS * BLOCK_SIZE;
    for (Host host : hosts) {
      expect(received(host) == whole, host + " received " + received(host) + " bytes");
    }
    tell("every host received %d bytes", whole);
  }

  private long received(Host host) {
    try {
      var file = results.resolve(host.address()).resolve("received");
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException | NumberFormatException e) {
      return -1;
    }
  }

  private void sweep(List<Host> hosts) {
    say("A sweep: how long a command takes, by number of hosts, new connections or open ones");
    var timing = new Timing(hosts, connection, results);
    var progress = timing.run();
    expect(progress.done() == progress.total(), "the sweep ended with " + progress);
    if (progress.done() == 0) {
      return;
    }
    timing.results().groupBy("connections", "hosts").stream()
        .forEach(group ->
            tell(
                "%s connections, %s hosts: median %.0f ms",
                group.key().text("connections"),
                group.key().text("hosts"),
                1000 * group.rows().summary("seconds").median()));
    tell("%s, drawn in %s", progress, style.emph(timing.draw()));
  }

  private void leave() {
    var report = report(actions);
    say("The report");
    var look = new ReportStyle(style::reportError, style::reportWarn);
    out.println(report.toString(ReportLayout.NORMAL, look));
    Path file = results.resolve("report.json");
    try (var lines = Files.newBufferedWriter(file)) {
      for (Action action : actions) {
        List<ManagedProcess> processes = action.processes();
        for (int i = 0; i < processes.size(); i++) {
          ManagedProcess process = processes.get(i);
          var attempt = Objects.requireNonNull(process.attempt());
          lines.write(JsonLines.end(i, process, attempt) + "\n");
        }
      }
      lines.write(JsonLines.report(report.stats()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    say("Collected files, report.json and sweep.png are in %s", style.emph(results));
  }

  private void run(Action action) {
    actions.add(action);
    action.run();
  }

  private void expect(boolean intended, String surprise) {
    if (!intended) {
      surprises.add(surprise);
    }
  }

  private void say(String format, Object... arguments) {
    out.println(++step + ". " + String.format(format, arguments));
    out.flush();
  }

  private void tell(String format, Object... arguments) {
    out.println("   " + String.format(format, arguments));
    out.flush();
  }

  private static String length(Action action) {
    var length = action.stats().length();
    return length == null ? "?" : Durations.format(length);
  }

  private Path resource(String name) {
    try (var in = Demo.class.getResourceAsStream(name)) {
      Path file = fleet.directory().resolve(name);
      Files.write(file, Objects.requireNonNull(in, name).readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that is free on the addresses of all hosts. */
  private static int freePort(List<Host> hosts) {
    var ports = new Ports(Configuration.current().get(ExecoSettings.PORT_RANGE));
    IllegalStateException last = null;
    for (int tries = 0; tries < 20; tries++) {
      int port = ports.next(InetAddress.ofLiteral(hosts.getFirst().address()));
      try {
        for (Host host : hosts) {
          new Ports(new PortRange(port, port + 1)).next(InetAddress.ofLiteral(host.address()));
        }
        return port;
      } catch (IllegalStateException e) {
        last = e;
      }
    }
    throw Objects.requireNonNull(last);
  }
}
