package execo.internal.ssh.embedded;

import execo.host.EffectiveConnection;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.internal.ssh.connecting.SignalNames;
import execo.internal.ssh.connecting.UncheckedKeys;
import execo.internal.ssh.openssh.OpensshConnector;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import execo.spi.PortForward;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Speaks ssh inside this program: one connection to a host serves many commands, and a connection
 * costs memory but no thread and no process.
 */
public final class EmbeddedConnector implements Connector {
  /** The one of this program. */
  public static final EmbeddedConnector INSTANCE =
      new EmbeddedConnector(new Pool(OpeningLimit.configured()));

  private final Pool pool;
  private final String program = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final AtomicLong commands = new AtomicLong();

  EmbeddedConnector(Pool pool) {
    this.pool = pool;
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public Child run(RemoteCommand command, ChildListener listener) {
    var server = server(command.connection());
    var mark = program + "-" + commands.incrementAndGet() + ".";
    var tty = command.connection().tty();
    var work =
        new Work(CommandLine.of(command, mark), command.stdin(), tty, mark, !command.detached());
    return new EmbeddedChild(
            server, work, (signal, target) -> signal(server, signal, target), listener)
        .start();
  }

  private Server server(EffectiveConnection connection) {
    UncheckedKeys.tell(connection);
    return pool.server(connection);
  }

  private static void signal(Server server, int signal, String mark) {
    var work = new Work(Scripts.SIGNAL, true, false, null, false);
    var child = new EmbeddedChild(server, work, (number, none) -> {}, new Unheard()).start();
    var lines = mark + "\n" + SignalNames.of(signal) + "\n";
    child.write(lines.getBytes(StandardCharsets.US_ASCII));
    child.closeStdin();
  }

  @Override
  public Child copy(RemoteCopy copy, ChildListener listener) {
    return new EmbeddedCopy(server(copy.connection()), pool.copies(), copy, listener).start();
  }

  @Override
  public Child forward(PortForward forward, ChildListener listener) {
    return Forwarding.start(server(forward.connection()), forward, listener);
  }

  @Override
  public List<String> commandLine(RemoteCommand command) {
    return OpensshConnector.INSTANCE.commandLine(command);
  }

  @Override
  public List<String> commandLine(RemoteCopy copy) {
    return OpensshConnector.INSTANCE.commandLine(copy);
  }

  @Override
  public List<String> commandLine(PortForward forward) {
    return OpensshConnector.INSTANCE.commandLine(forward);
  }

  @Override
  public void closeIdle() {
    pool.closeIdle();
  }

  /** Listens to a child whose fate nobody asks about: its effect shows elsewhere. */
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
