package execo.action;

import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.config.ExecoSettings.FileGetTool;
import execo.config.ExecoSettings.FilePutTool;
import execo.config.ExecoSettings.RemoteTool;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.Hosts;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes remote commands and copies with the tools that it is told.
 *
 * @param remoteTool what runs commands on hosts
 * @param filePutTool what copies files to hosts
 * @param fileGetTool what copies files from hosts
 */
public record ActionFactory(
    RemoteTool remoteTool, FilePutTool filePutTool, FileGetTool fileGetTool) {

  /** The factory with the tools of the configuration. */
  public static ActionFactory configured() {
    var configuration = Configuration.current();
    return new ActionFactory(
        configuration.get(ExecoSettings.REMOTE_TOOL),
        configuration.get(ExecoSettings.FILEPUT_TOOL),
        configuration.get(ExecoSettings.FILEGET_TOOL));
  }

  /** This factory with another tool that copies files to hosts. */
  public ActionFactory withFilePutTool(FilePutTool tool) {
    return new ActionFactory(remoteTool, tool, fileGetTool);
  }

  /** A command on many hosts. */
  public HostsAction<?> remote(
      String command, Collection<Host> hosts, @Nullable ConnectionParams connection) {
    return switch (remoteTool) {
      case SSH -> new Remote(command, hosts, connection);
      case TAKTUK -> new TaktukRemote(command, hosts, connection);
    };
  }

  /** A copy to many hosts. */
  public HostsAction<?> put(
      Collection<Host> hosts,
      Collection<String> files,
      String target,
      @Nullable ConnectionParams connection) {
    return switch (filePutTool) {
      case SCP -> new Put(hosts, files, target, connection);
      case TAKTUK -> new TaktukPut(hosts, files, target, connection);
      case CHAINPUT -> new ChainPut(hosts, files, target, connection);
    };
  }

  /** A copy from many hosts. */
  public HostsAction<?> get(
      Collection<Host> hosts,
      Collection<String> files,
      String directory,
      @Nullable ConnectionParams connection) {
    return switch (fileGetTool) {
      case SCP -> new Get(hosts, files, directory, connection);
      case TAKTUK -> new TaktukGet(hosts, files, directory, connection);
    };
  }

  /** A command on many hosts; they are given as to {@link Hosts#of}. */
  public HostsAction<?> remote(String command, Object hosts) {
    return remote(command, Hosts.of(hosts), null);
  }

  /** A copy of a file or directory to a directory on many hosts. */
  public HostsAction<?> put(Object hosts, String file, String target) {
    return put(Hosts.of(hosts), List.of(file), target, null);
  }

  /** A copy of a file or directory of many hosts into local directories. */
  public HostsAction<?> get(Object hosts, String file, String directory) {
    return get(Hosts.of(hosts), List.of(file), directory, null);
  }
}
