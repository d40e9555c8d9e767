package execo.internal.taktuk;

import execo.host.EffectiveConnection;
import execo.internal.os.ProcessEngines;
import execo.internal.ssh.openssh.OpensshConnector;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
    OpensshConnector.prepare(command.connection());
    var line = Agent.commandLine(command);
    return add(
        group -> new Member(group.mailbox, command.connection(), line, command.stdin(), listener));
  }

  private static Member add(Function<Group, Member> maker) {
    var current = GROUP.get();
    var group = current == null ? new Group() : current;
    var member = maker.apply(group);
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
    check(copy.connection());
    OpensshConnector.prepare(copy.connection());
    return add(group -> copy.toHost() ? put(group, copy, listener) : get(group, copy, listener));
  }

  private static Member put(Group group, RemoteCopy copy, ChildListener listener) {
    var script = ArchiveScripts.receive(copy.target(), copy.sources().size());
    return new Member(
        group.mailbox,
        copy.connection(),
        Agent.scriptLine(script, true),
        new PutListener(copy.sources(), listener));
  }

  private static Member get(Group group, RemoteCopy copy, ChildListener listener) {
    var receiver =
        new GetListener(
            ProcessEngines.system(),
            group.mailbox,
            ArchiveScripts.receive(copy.target(), copy.sources().size()),
            listener);
    var line = Agent.scriptLine(ArchiveScripts.send(copy.sources()), false);
    var member = new Member(group.mailbox, copy.connection(), line, false, receiver);
    receiver.from(member);
    return member;
  }

  @Override
  public List<String> commandLine(RemoteCommand command) {
    var words = commandLine(command.connection());
    words.addAll(List.of("-[", "exec", "[", command.command(), "]", "-]"));
    return words;
  }

  @Override
  public List<String> commandLine(RemoteCopy copy) {
    var words = commandLine(copy.connection());
    words.add(copy.toHost() ? "put" : "get");
    words.addAll(copy.sources());
    words.add(copy.target());
    return words;
  }

  private static List<String> commandLine(EffectiveConnection connection) {
    var words = new ArrayList<>(Deployment.commandLine(connection));
    if (connection.user() != null) {
      words.addAll(List.of("-l", Objects.requireNonNull(connection.user())));
    }
    words.addAll(List.of("-c", Deployment.connector(connection), "-m", connection.address()));
    return words;
  }
}
