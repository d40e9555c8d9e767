package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Copies files and directories of many hosts into local directories: recursively, with modes and
 * times. Paths may have substitutions; {@code ~} stands for the home directory on its own side.
 */
public final class Get extends GetAction<Get> {

  /**
   * A copy from many hosts.
   *
   * @param directory a local directory, made if need be; with several hosts it needs a
   *     substitution, such as {@code results/{{{host}}}}
   */
  public Get(
      Collection<Host> hosts,
      Collection<String> files,
      String directory,
      @Nullable ConnectionParams params) {
    super(hosts, files, directory, params, null);
  }
}
