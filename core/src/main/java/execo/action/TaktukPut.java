package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.taktuk.TaktukConnector;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Copies local files and directories to many hosts as {@link Put} does, through one {@code taktuk}
 * program: each file is read once, and sent once by this machine to each host that it reaches
 * itself.
 *
 * <p>What {@link TaktukRemote} says of hosts holds here too; they need {@code tar}. The copy begins
 * when every host has been reached or given up, and goes at the pace of the slowest. Links are
 * followed. Modes and times are kept, owners are not. A copy that is cut short may leave a part of
 * a file under its name.
 */
public final class TaktukPut extends PutAction<TaktukPut> {

  /**
   * A copy to many hosts.
   *
   * @param target a directory on the hosts, or the new name of a single file; {@code .} is where a
   *     login begins
   */
  public TaktukPut(
      Collection<Host> hosts,
      Collection<String> files,
      String target,
      @Nullable ConnectionParams params) {
    super(hosts, files, target, params, new TaktukConnector());
  }
}
