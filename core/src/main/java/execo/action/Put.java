package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Copies local files and directories to many hosts: recursively, with modes and times. Paths may
 * have substitutions; {@code ~} stands for the home directory on its own side.
 */
public final class Put extends PutAction<Put> {

  /**
   * A copy to many hosts.
   *
   * @param target a directory on the hosts, or the new name of a single file; {@code .} is where a
   *     login begins
   */
  public Put(
      Collection<Host> hosts,
      Collection<String> files,
      String target,
      @Nullable ConnectionParams params) {
    super(hosts, files, target, params, null);
  }
}
