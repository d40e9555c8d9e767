package execo.process;

import java.util.List;
import java.util.stream.Collectors;

/**
 * For programs that want to stop when processes fail; in execo only {@link PortForwarder#open}
 * throws it by itself.
 */
public final class ProcessesFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<ManagedProcess> processes;

  /** The message is the dumps of the processes. */
  public ProcessesFailedException(List<? extends ManagedProcess> processes) {
    super(
        processes.stream()
            .map(ManagedProcess::dump)
            .collect(Collectors.joining("\n", "failed processes:\n", "")));
    this.processes = List.copyOf(processes);
  }

  ProcessesFailedException(String message, List<? extends ManagedProcess> processes) {
    super(message);
    this.processes = List.copyOf(processes);
  }

  /** The processes that failed. */
  public List<ManagedProcess> processes() {
    return processes;
  }
}
