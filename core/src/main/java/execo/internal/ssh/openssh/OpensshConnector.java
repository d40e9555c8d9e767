package execo.internal.ssh.openssh;

import execo.host.EffectiveConnection;
import execo.host.HostKeyPolicy;
import execo.internal.os.ProcessEngine;
import execo.internal.os.ProcessEngines;
import execo.internal.os.SpawnRequest;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.internal.ssh.connecting.UncheckedKeys;
import execo.internal.ssh.settings.ClientSettingsReader;
import execo.internal.transfer.ScpWatch;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import execo.spi.PortForward;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works through the user's own {@code ssh} and {@code scp}, with all that their configuration says.
 */
public final class OpensshConnector implements Connector {
  /** The one of this program. */
  public static final OpensshConnector INSTANCE =
      new OpensshConnector(ProcessEngines.system(), OpeningLimit.configured());

  /** A map that the engine takes as it is, for each child, without a copy. */
  static final Map<String, String> ENVIRONMENT = Map.copyOf(System.getenv());

  private final ProcessEngine engine;
  private final OpeningLimit openings;
  private final SharedConnections sharing;

  OpensshConnector(ProcessEngine engine, OpeningLimit openings) {
    this.engine = engine;
    this.openings = openings;
    this.sharing =
        new SharedConnections(
            engine, openings, connection -> ClientSettingsReader.system().of(connection));
  }

  @Override
  public String name() {
    return "openssh";
  }

  @Override
  public Child run(RemoteCommand command, ChildListener listener) {
    var connection = command.connection();
    prepare(connection);
    var mode = mode(command);
    var tag = tag();
    var line = OpensshCommandLine.supervised(command, tag, mode);
    // a command with an input cannot tell the end of a session of its own from that of the shared
    // connection: on its host there is only the server's process to watch
    var shared = mode.equals("stdin") ? null : sharing.of(connection);
    Supplier<List<String>> way = () -> shared == null ? List.of() : shared.words();
    SupervisedCommand.SideDoor sideDoor =
        (signal, group) ->
            engine.spawn(killRequest(connection, way.get(), signal, group), new Unheard());
    var child =
        new SshChild(
            engine,
            openings,
            () ->
                request(
                    OpensshCommandLine.ssh(connection, way.get(), line),
                    !mode.equals("tty"),
                    connection),
            connection,
            () -> new SupervisedCommand(tag, mode, sideDoor),
            shared == null ? listener : new SharingListener(shared, listener));
    if (shared == null) {
      return child.open();
    }
    shared.enter(child);
    return child;
  }

  @Override
  public void closeIdle() {
    sharing.closeIdle();
  }

  @Override
  public Child copy(RemoteCopy copy, ChildListener listener) {
    prepare(copy.connection());
    var request = new SpawnRequest(OpensshCommandLine.scp(copy), ENVIRONMENT, null, false, false);
    return new SshChild(
            engine,
            openings,
            () -> request,
            copy.connection(),
            ScpCopy::new,
            new ScpWatch(copy, listener))
        .open();
  }

  @Override
  public Child forward(PortForward forward, ChildListener listener) {
    prepare(forward.connection());
    var tag = tag();
    var argv = OpensshCommandLine.forward(forward, marking(tag));
    var request = new SpawnRequest(argv, ENVIRONMENT, null, false, false);
    return new SshChild(
            engine,
            openings,
            () -> request,
            forward.connection(),
            () -> new Forwarding(tag),
            listener)
        .open();
  }

  /** A line for the user's shell that writes the mark of {@link Forwarding}. */
  static String marking(String tag) {
    return "/bin/sh -c 'printf \"\\036" + tag + " open\\036\" >&2'";
  }

  @Override
  public List<String> commandLine(RemoteCommand command) {
    return OpensshCommandLine.ssh(command.connection(), command.command());
  }

  @Override
  public List<String> commandLine(RemoteCopy copy) {
    return OpensshCommandLine.scp(copy);
  }

  @Override
  public List<String> commandLine(PortForward forward) {
    return OpensshCommandLine.forward(forward, null);
  }

  private static String mode(RemoteCommand command) {
    if (command.connection().tty()) {
      return "tty";
    }
    return command.stdin() ? "stdin" : "control";
  }

  private static SpawnRequest request(
      List<String> argv, boolean pipe, EffectiveConnection connection) {
    return new SpawnRequest(argv, ENVIRONMENT, null, pipe || !connection.pty(), connection.pty());
  }

  private static SpawnRequest killRequest(
      EffectiveConnection connection, List<String> way, String signal, String group) {
    var line = "kill -s " + signal + " -- -" + group;
    return new SpawnRequest(
        OpensshCommandLine.ssh(connection, way, line), ENVIRONMENT, null, false, false);
  }

  static String tag() {
    var bytes = new byte[6];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Makes the place of the known hosts, and says once that host keys are not checked. */
  public static void prepare(EffectiveConnection connection) {
    UncheckedKeys.tell(connection);
    if (connection.hostKeys() == HostKeyPolicy.OFF) {
      return;
    }
    var directory = connection.knownHosts().toAbsolutePath().getParent();
    if (directory == null) {
      return;
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the directory of the known hosts cannot be made: " + e.getMessage(), e);
    }
  }

  /**
   * Listens to a child whose fate nobody asks about: the signal it carries shows its effect
   * elsewhere.
   */
  private static final class Unheard implements ChildListener {
    @Override
    public void started(long pid) {}

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {}

    @Override
    public void streamEnded(OutputStreamId stream, @Nullable String error) {}

    @Override
    public void ended(ExitStatus status) {}

    @Override
    public void failed(String reason) {}
  }
}
