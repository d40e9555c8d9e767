package execo.action;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.taktuk.TaktukConnector;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Copies files and directories of many hosts into local directories as {@link Get} does, through
 * one {@code taktuk} program.
 *
 * <p>What {@link TaktukRemote} says of hosts holds here too; they need {@code tar}. Links are
 * followed. Modes and times are kept, owners are not. A copy that is cut short may leave a part of
 * a file under its name.
 */
public final class TaktukGet extends GetAction<TaktukGet> {

  /**
   * A copy from many hosts.
   *
   * @param directory a local directory, made if need be; with several hosts it needs a
   *     substitution, such as {@code results/{{{host}}}}
   */
  public TaktukGet(
      Collection<Host> hosts,
      Collection<String> files,
      String directory,
      @Nullable ConnectionParams params) {
    super(hosts, files, directory, params, new TaktukConnector());
  }
}
