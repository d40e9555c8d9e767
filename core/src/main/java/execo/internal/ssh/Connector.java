package execo.internal.ssh;

import execo.internal.os.Child;
import execo.internal.os.ChildListener;
import java.util.List;

/**
 * One way to work on hosts. What it gives behaves as a local child: the exit status is the
 * command's own, a signal reaches the command and its process group on the host, and a connection
 * that fails or is lost ends in {@link ChildListener#failed}.
 *
 * <p>Thread-safe.
 */
public interface Connector {

  /** Starts a command. */
  Child run(RemoteCommand command, ChildListener listener);

  /** Starts a copy. */
  Child copy(RemoteCopy copy, ChildListener listener);

  /** The local command line that stands for a command. */
  List<String> commandLine(RemoteCommand command);

  /** The local command line that stands for a copy. */
  List<String> commandLine(RemoteCopy copy);

  /**
   * The connector of a name.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  static Connector named(String name) {
    if (name.equals("openssh")) {
      return OpensshConnector.INSTANCE;
    }
    throw new IllegalArgumentException(
        "connector '" + name + "' is not available in this version; available: openssh");
  }
}
