package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.ProcessBase;
import execo.process.ProcessNames;
import execo.process.SshProcess;
import execo.spi.Connector;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One command on many hosts, whatever carries it there.
 *
 * <p>Each command finds the address of its host in {@code EXECO_HOST} and its place in the list of
 * hosts, from 0, in {@code EXECO_RANK}.
 *
 * @param <A> the kind of action
 */
public abstract sealed class CommandAction<A extends CommandAction<A>> extends HostsAction<A>
    permits Remote, TaktukRemote {
  private final @Nullable String command;
  private final @Nullable Function<Host, String> commandOf;
  private final @Nullable Connector connector;
  private List<String> commands = List.of();

  CommandAction(
      @Nullable String command,
      @Nullable Function<Host, String> commandOf,
      Collection<Host> hosts,
      @Nullable ConnectionParams params,
      @Nullable Connector connector) {
    super(hosts, params);
    this.command = command;
    this.commandOf = commandOf;
    this.connector = connector;
  }

  @Override
  void bind() {
    if (commandOf != null) {
      commands = hosts().stream().map(commandOf).toList();
    } else if (command != null) {
      commands = render(command);
    }
  }

  @Override
  ProcessBase<?> make(int index, Host host) {
    var line = commands.get(index);
    var process =
        connector == null
            ? new SshProcess(line, host, params())
            : new SshProcess(line, host, params(), connector);
    return process.env("EXECO_HOST", host.address()).env("EXECO_RANK", Integer.toString(index));
  }

  @Override
  String defaultName() {
    if (command != null) {
      return ProcessNames.shorten(command);
    }
    return hosts().isEmpty() ? "command on 0 hosts" : processes().getFirst().name();
  }
}
