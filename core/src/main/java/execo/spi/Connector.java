package execo.spi;

import java.util.List;

/**
 * One way to work on hosts. What it gives behaves as a local child: the exit status is the
 * command's own, a signal reaches the command and its process group on the host, and a connection
 * that fails or is lost ends in {@link ChildListener#failed}. When a connection or this program
 * dies, what was started on the host dies too, unless it is {@link RemoteCommand#detached}.
 *
 * <p>A connector of another library is found by {@link java.util.ServiceLoader} and chosen by its
 * name. Thread-safe.
 */
public interface Connector {

  /** What connection parameters call it. */
  String name();

  /** Starts a command. */
  Child run(RemoteCommand command, ChildListener listener);

  /** Starts a copy. */
  Child copy(RemoteCopy copy, ChildListener listener);

  /**
   * Starts to listen for connections that are forwarded; {@link ChildListener#opened} is told when
   * it does.
   */
  Child forward(PortForward forward, ChildListener listener);

  /** The local command line that stands for a command. */
  List<String> commandLine(RemoteCommand command);

  /** The local command line that stands for a copy. */
  List<String> commandLine(RemoteCopy copy);

  /** The local command line that stands for a port forwarding. */
  List<String> commandLine(PortForward forward);

  /** Closes the connections that are kept open for reuse and that nothing uses now. */
  default void closeIdle() {}
}
