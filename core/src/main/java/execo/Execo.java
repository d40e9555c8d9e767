package execo;

import execo.action.Action;
import execo.action.ActionFactory;
import execo.action.Actions;
import execo.action.ChainPut;
import execo.action.Get;
import execo.action.Local;
import execo.action.ParallelActions;
import execo.action.Put;
import execo.action.Remote;
import execo.action.RemoteSerial;
import execo.action.SequentialActions;
import execo.config.Configuration;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.Hosts;
import execo.host.Passphrases;
import execo.internal.ssh.Connectors;
import execo.internal.ssh.keys.KeyFiles;
import execo.log.Log;
import execo.log.Style;
import execo.process.LocalProcess;
import execo.process.PortForwarder;
import execo.process.ProcessBase;
import execo.process.Serial;
import execo.process.SerialSsh;
import execo.process.SshProcess;
import execo.report.LiveProgress;
import execo.report.Report;
import execo.time.Durations;
import execo.time.Sleep;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The front door: what a script needs, in one static import.
 *
 * {@snippet :
 * import static execo.Execo.*;
 *
 * void main() {
 *   var hosts = hosts("node-[1-40].lyon");
 *   var uptime = remote("uptime", hosts).timeout("30s").run();
 *   IO.println(report(uptime));
 * }
 * }
 *
 * <p>Wherever hosts are taken, they may be given as a host expression ({@code
 * "node-[1-40].lyon,other"}), a {@link Host}, or a collection or array of either.
 */
public final class Execo {
  /** The program's log. */
  public static final Log logger = Log.program();

  /** Marks texts for a terminal, as the configuration says. */
  public static final Style style = new Style(() -> Configuration.current().looks());

  private Execo() {}

  /** The hosts that these name, in order, repeats included. */
  public static List<Host> hosts(Object... hosts) {
    return Hosts.of(hosts);
  }

  /** The hosts that these host expressions name, in order, repeats included. */
  public static List<Host> hosts(String... hosts) {
    return Hosts.of((Object[]) hosts);
  }

  /** The host of an address, which may name a user and a port: {@code root@node-1:2222}. */
  public static Host host(String address) {
    return Host.of(address);
  }

  /** Connection parameters that set nothing yet. */
  public static ConnectionParams connection() {
    return ConnectionParams.none();
  }

  /**
   * Says where the passphrases of encrypted private keys come from, for this whole program; without
   * it such keys are used only as far as an agent holds them.
   */
  public static void passphrases(Passphrases source) {
    KeyFiles.use(source);
  }

  /** A process on this machine. */
  public static LocalProcess process(String command) {
    return new LocalProcess(command);
  }

  /** A process on this machine: a program and its arguments. */
  public static LocalProcess process(List<String> command) {
    return new LocalProcess(command);
  }

  /** A process on a host. */
  public static SshProcess process(String command, Object host) {
    return process(command, host, null);
  }

  /** A process on a host, connected to in this way. */
  public static SshProcess process(
      String command, Object host, @Nullable ConnectionParams connection) {
    return new SshProcess(command, onlyHost(host), connection);
  }

  private static Host onlyHost(Object host) {
    var hosts = Hosts.of(host);
    if (hosts.size() != 1) {
      throw new IllegalArgumentException("one host is needed, not " + hosts.size() + ": " + host);
    }
    return hosts.getFirst();
  }

  /**
   * A local port whose connections come out at a host and go on from there to a port that it
   * reaches.
   */
  public static PortForwarder forward(Object host, String remoteHost, int remotePort) {
    return forward(host, remoteHost, remotePort, null);
  }

  /** Such a local port, through a host connected to in this way. */
  public static PortForwarder forward(
      Object host, String remoteHost, int remotePort, @Nullable ConnectionParams connection) {
    return new PortForwarder(onlyHost(host), remoteHost, remotePort, connection);
  }

  /** A serial port of this machine; its speed is in bits a second. */
  public static Serial serial(String device, int speed) {
    return new Serial(device, speed);
  }

  /** A serial port of a host. */
  public static SerialSsh serial(String device, int speed, Object host) {
    return serial(device, speed, host, null);
  }

  /** A serial port of a host, connected to in this way. */
  public static SerialSsh serial(
      String device, int speed, Object host, @Nullable ConnectionParams connection) {
    return new SerialSsh(device, speed, onlyHost(host), connection);
  }

  /** A process on a host, or on this machine if the host is null. */
  public static ProcessBase<?> processOn(@Nullable Object host, String command) {
    return host == null ? process(command) : process(command, host);
  }

  /** A command on this machine, as an action. */
  public static Local local(String command) {
    return new Local(command);
  }

  /** Commands on this machine, a process each, as one action. */
  public static Local locals(Collection<String> commands) {
    return Local.each(commands);
  }

  /** What makes commands and copies with the tools that the configuration names. */
  public static ActionFactory factory() {
    return ActionFactory.configured();
  }

  /** A command on many hosts. */
  public static Remote remote(String command, Object hosts) {
    return remote(command, hosts, null);
  }

  /** A command on many hosts, connected to in this way. */
  public static Remote remote(String command, Object hosts, @Nullable ConnectionParams connection) {
    return new Remote(command, Hosts.of(hosts), connection);
  }

  /** A command for each of many hosts. */
  public static Remote remote(Function<Host, String> command, Object hosts) {
    return new Remote(command, Hosts.of(hosts), null);
  }

  /** A command for each of many hosts, connected to in this way. */
  public static Remote remote(
      Function<Host, String> command, Object hosts, @Nullable ConnectionParams connection) {
    return new Remote(command, Hosts.of(hosts), connection);
  }

  /** A serial port of each of many hosts. */
  public static RemoteSerial remoteSerial(String device, int speed, Object hosts) {
    return remoteSerial(device, speed, hosts, null);
  }

  /** A serial port of each of many hosts, connected to in this way. */
  public static RemoteSerial remoteSerial(
      String device, int speed, Object hosts, @Nullable ConnectionParams connection) {
    return new RemoteSerial(device, speed, Hosts.of(hosts), connection);
  }

  /** A copy of a file or directory to a directory on many hosts. */
  public static Put put(Object hosts, String file, String target) {
    return put(hosts, List.of(file), target, null);
  }

  /** A copy of files and directories to a directory on many hosts. */
  public static Put put(Object hosts, Collection<String> files, String target) {
    return put(hosts, files, target, null);
  }

  /** A copy of files and directories to a directory on many hosts, connected to in this way. */
  public static Put put(
      Object hosts,
      Collection<String> files,
      String target,
      @Nullable ConnectionParams connection) {
    return new Put(Hosts.of(hosts), files, target, connection);
  }

  /** A copy of a file or directory to a directory on many hosts, which pass it on. */
  public static ChainPut chainPut(Object hosts, String file, String target) {
    return chainPut(hosts, List.of(file), target, null);
  }

  /** A copy of files and directories to a directory on many hosts, which pass them on. */
  public static ChainPut chainPut(Object hosts, Collection<String> files, String target) {
    return chainPut(hosts, files, target, null);
  }

  /** A copy along a chain of hosts that are connected to in this way. */
  public static ChainPut chainPut(
      Object hosts,
      Collection<String> files,
      String target,
      @Nullable ConnectionParams connection) {
    return new ChainPut(Hosts.of(hosts), files, target, connection);
  }

  /** A copy of a file or directory of many hosts into local directories. */
  public static Get get(Object hosts, String file, String directory) {
    return get(hosts, List.of(file), directory, null);
  }

  /** A copy of files and directories of many hosts into local directories. */
  public static Get get(Object hosts, Collection<String> files, String directory) {
    return get(hosts, files, directory, null);
  }

  /** A copy of files of many hosts into local directories, connected to in this way. */
  public static Get get(
      Object hosts,
      Collection<String> files,
      String directory,
      @Nullable ConnectionParams connection) {
    return new Get(Hosts.of(hosts), files, directory, connection);
  }

  /** Actions that run at the same time. */
  public static ParallelActions parallel(Action... actions) {
    return new ParallelActions(List.of(actions));
  }

  /** Actions that run at the same time. */
  public static ParallelActions parallel(Collection<? extends Action> actions) {
    return new ParallelActions(actions);
  }

  /** Actions that run one after another. */
  public static SequentialActions sequential(Action... actions) {
    return new SequentialActions(List.of(actions));
  }

  /** Actions that run one after another. */
  public static SequentialActions sequential(Collection<? extends Action> actions) {
    return new SequentialActions(actions);
  }

  /** Waits until one has ended; gives those that have. */
  public static List<Action> waitAny(Action... actions) {
    return Actions.waitAny(List.of(actions), null);
  }

  /** Waits, at most so long, until one has ended; gives those that have. */
  public static List<Action> waitAny(Collection<? extends Action> actions, String timeout) {
    return Actions.waitAny(actions, Durations.parse(timeout));
  }

  /** Waits until all have ended; gives them. */
  public static List<Action> waitAll(Action... actions) {
    return Actions.waitAll(List.of(actions), null);
  }

  /** Waits, at most so long, until all have ended; gives those that have. */
  public static List<Action> waitAll(Collection<? extends Action> actions, String timeout) {
    return Actions.waitAll(actions, Durations.parse(timeout));
  }

  /** The hosts, of these, on which no process of the action failed. */
  public static List<Host> filterBadHosts(Action action, Object hosts) {
    return Actions.filterBadHosts(action, Hosts.of(hosts));
  }

  /** A report on actions, processes and other reports. */
  public static Report report(Object... parts) {
    var report = new Report();
    for (var part : parts) {
      report.add(part);
    }
    return report;
  }

  /** Closes the connections to hosts that are kept open for reuse and that nothing uses now. */
  public static void disconnect() {
    Connectors.closeIdle();
  }

  /**
   * A line at the bottom of the terminal on how far actions have come, until it is closed; see
   * {@link LiveProgress}.
   */
  public static LiveProgress progress(Action... actions) {
    return LiveProgress.of(List.of(actions));
  }

  /** Sleeps so many seconds. */
  public static void sleep(double seconds) {
    sleep(Durations.ofSeconds(seconds));
  }

  /** Sleeps so long: {@code "500ms"}. */
  public static void sleep(String duration) {
    sleep(Durations.parse(duration));
  }

  /** Sleeps so long. */
  public static void sleep(Duration duration) {
    try {
      Sleep.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(e);
    }
  }
}
