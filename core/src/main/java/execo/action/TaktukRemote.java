package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.taktuk.TaktukConnector;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One command on many hosts, all carried there by one {@code taktuk} program. In all else it is a
 * {@link Remote}: the class name is what changes in a program.
 *
 * <p>TakTuk is needed on this machine, and Perl on the hosts. The hosts are reached by {@link
 * ConnectionParams#taktukConnector} with {@link ConnectionParams#taktukConnectorOptions}, with each
 * host's own user, key and port, from this machine; {@code withTaktukOptions(List.of("-s", "-d",
 * "0"))} has hosts connect onward to others, in a tree, for which keys and known host keys must be
 * at the same paths there. A host that is lost then takes those along that were reached through it.
 *
 * <p>Commands start as soon as their host is reached. What is written to a command, and the signals
 * it is sent, wait until every host has been reached or given up, at most {@link
 * ConnectionParams#connectTimeout} and a few seconds. Output is binary clean and of any length.
 * Terminals ({@link ConnectionParams#withTty}, {@code pty}) are refused: such a process is in
 * error.
 */
public final class TaktukRemote extends CommandAction<TaktukRemote> {

  /** A command, with substitutions. */
  public TaktukRemote(String command, Collection<Host> hosts, @Nullable ConnectionParams params) {
    super(command, null, hosts, params, new TaktukConnector());
  }

  /** A command for each host, taken as it is. */
  public TaktukRemote(
      Function<Host, String> command, Collection<Host> hosts, @Nullable ConnectionParams params) {
    super(null, command, hosts, params, new TaktukConnector());
  }
}
