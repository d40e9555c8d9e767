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
public interface Connector extends Copier {

  /** What connection parameters call it. */
  String name();

  /** Starts a command. */
  Child run(RemoteCommand command, ChildListener listener);

  /**
   * Starts to listen for connections that are forwarded; {@link ChildListener#opened} is told when
   * it does.
   *
   * @throws UnsupportedOperationException if it forwards no ports, as one that does not say how
   */
  default Child forward(PortForward forward, ChildListener listener) {
    throw new UnsupportedOperationException(name() + " forwards no ports; use another connector");
  }

  /** The local command line that stands for a command. */
  List<String> commandLine(RemoteCommand command);

  /**
   * The local command line that stands for a port forwarding.
   *
   * @throws UnsupportedOperationException if it forwards no ports, as one that does not say how
   */
  default List<String> commandLine(PortForward forward) {
    throw new UnsupportedOperationException(name() + " forwards no ports; use another connector");
  }

  /** Closes the connections that are kept open for reuse and that nothing uses now. */
  default void closeIdle() {}
}
