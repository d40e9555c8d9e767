package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import java.util.Collection;
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
public final class Remote extends CommandAction<Remote> {

  /** A command, with substitutions. */
  public Remote(String command, Collection<Host> hosts, @Nullable ConnectionParams params) {
    super(command, null, hosts, params, null);
  }

  /** A command for each host, taken as it is. */
  public Remote(
      Function<Host, String> command, Collection<Host> hosts, @Nullable ConnectionParams params) {
    super(null, command, hosts, params, null);
  }
}
