package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.ProcessBase;
import execo.process.ProcessNames;
import execo.process.SshProcess;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One command on many hosts.
 *
 * <p>Each command finds the address of its host in {@code EXECO_HOST} and its place in the list of
 * hosts, from 0, in {@code EXECO_RANK}.
 *
 * {@snippet :
 * var clients = new Remote("iperf3 -c {{targets}}", hosts, null).with("targets", targets).timeout("30s");
 * clients.run();
 * }
 */
public final class Remote extends HostsAction<Remote> {
  private final @Nullable String command;
  private final @Nullable Function<Host, String> commandOf;
  private List<String> commands = List.of();

  /** A command, with substitutions. */
  public Remote(String command, Collection<Host> hosts, @Nullable ConnectionParams params) {
    super(hosts, params);
    this.command = command;
    this.commandOf = null;
  }

  /** A command for each host, taken as it is. */
  public Remote(
      Function<Host, String> command, Collection<Host> hosts, @Nullable ConnectionParams params) {
    super(hosts, params);
    this.command = null;
    this.commandOf = command;
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
    return new SshProcess(commands.get(index), host, params())
        .env("EXECO_HOST", host.address())
        .env("EXECO_RANK", Integer.toString(index));
  }

  @Override
  String defaultName() {
    if (command != null) {
      return ProcessNames.shorten(command);
    }
    return hosts().isEmpty() ? "command on 0 hosts" : processes().getFirst().name();
  }
}
