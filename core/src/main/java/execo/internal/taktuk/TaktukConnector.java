package execo.internal.taktuk;

import execo.host.EffectiveConnection;
import execo.internal.os.ProcessEngines;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.PortForward;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Works through the user's own {@code taktuk}. What is started {@link #together} is run by one
 * program, anything else by a program of its own.
 */
public final class TaktukConnector implements Connector {
  /** What TakTuk takes for one host, and ssh for no option. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._:%][A-Za-z0-9._:%-]*");

  private static final ThreadLocal<@Nullable Group> GROUP = new ThreadLocal<>();

  private static final class Group {
    final Mailbox mailbox = new Mailbox();
    final List<Member> members = new ArrayList<>();
  }

  /** For {@link java.util.ServiceLoader}; all instances are one. */
  public TaktukConnector() {}

  /** Runs what starts commands, then has one program run all those that this thread asked for. */
  public static void together(Runnable starts) {
    if (GROUP.get() != null) {
      starts.run();
      return;
    }
    var group = new Group();
    GROUP.set(group);
    try {
      starts.run();
    } finally {
      GROUP.remove();
      start(group);
    }
  }

  private static void start(Group group) {
    group.members.stream()
        .collect(Collectors.groupingBy(member -> Deployment.commandLine(member.connection())))
        .values()
        .forEach(members -> TaktukSession.start(ProcessEngines.system(), group.mailbox, members));
  }

  @Override
  public String name() {
    return "taktuk";
  }

  @Override
  public Child run(RemoteCommand command, ChildListener listener) {
    check(command.connection());
    var current = GROUP.get();
    var group = current == null ? new Group() : current;
    var member =
        new Member(
            group.mailbox,
            command.connection(),
            Agent.commandLine(command),
            command.stdin(),
            listener);
    group.members.add(member);
    if (current == null) {
      start(group);
    }
    return member;
  }

  private static void check(EffectiveConnection connection) {
    if (connection.tty()) {
      throw new IllegalArgumentException("taktuk gives commands no terminal; use ssh for tty");
    }
    if (connection.pty()) {
      throw new IllegalArgumentException(
          "taktuk's connections have no pseudo-terminal; use ssh for pty");
    }
    if (!ADDRESS.matcher(connection.address()).matches()) {
      throw new IllegalArgumentException(
          "taktuk cannot be given the address '" + connection.address() + "'");
    }
  }

  @Override
  public Child copy(RemoteCopy copy, ChildListener listener) {
    throw new UnsupportedOperationException("copies through taktuk");
  }

  @Override
  public Child forward(PortForward forward, ChildListener listener) {
    throw new UnsupportedOperationException("taktuk forwards no ports; use another connector");
  }

  @Override
  public List<String> commandLine(RemoteCommand command) {
    var connection = command.connection();
    var words = new ArrayList<>(Deployment.commandLine(connection));
    if (connection.user() != null) {
      words.addAll(List.of("-l", Objects.requireNonNull(connection.user())));
    }
    words.addAll(List.of("-c", Deployment.connector(connection)));
    words.addAll(List.of("-m", connection.address(), "-[", "exec", "["));
    words.addAll(List.of(command.command(), "]", "-]"));
    return words;
  }

  @Override
  public List<String> commandLine(RemoteCopy copy) {
    throw new UnsupportedOperationException("copies through taktuk");
  }

  @Override
  public List<String> commandLine(PortForward forward) {
    throw new UnsupportedOperationException("taktuk forwards no ports; use another connector");
  }
}
