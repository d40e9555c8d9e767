package execo.spi;

import java.util.List;

/**
 * A way to copy files to hosts or from them: a {@link Connector}, or what can do nothing else, as a
 * chain of hosts. Thread-safe.
 */
public interface Copier {

  /** Starts a copy. */
  Child copy(RemoteCopy copy, ChildListener listener);

  /** The local command line that stands for a copy. */
  List<String> commandLine(RemoteCopy copy);
}
