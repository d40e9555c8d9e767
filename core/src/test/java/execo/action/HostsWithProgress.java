package execo.action;

import execo.internal.os.Await;
import execo.process.ManagedProcess;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Commands on scripted hosts that a test ends and lets copy. */
public final class HostsWithProgress implements AutoCloseable {
  private final Map<String, ScriptedHosts.Command> commands = new ConcurrentHashMap<>();
  private final ScriptedHosts scripted =
      new ScriptedHosts(command -> commands.put(command.host, command));
  private final Scripted action;

  public HostsWithProgress(String... hosts) {
    action = new Scripted(scripted, hosts);
  }

  public ProcessesAction<?> action() {
    return action;
  }

  /** Starts the first ones; gives all. */
  public List<ManagedProcess> start(int window) {
    var processes = action.window(window).start().processes();
    processes.subList(0, window).forEach(process -> awaitStart(String.valueOf(process.host())));
    return processes;
  }

  public void awaitStart(String host) {
    var process = process(host);
    Await.until("start of " + host, () -> process.running() && commands.containsKey(host));
  }

  /** Ends a command and waits until that is known. */
  public void exit(String host, int code) {
    Objects.requireNonNull(commands.get(host)).exit(code);
    var process = process(host);
    Await.until("end of " + host, () -> !process.running());
  }

  /** Tells how far a copy is and waits until that is known. */
  public void progress(String host, long done, long total) {
    Objects.requireNonNull(commands.get(host)).progress(done, total);
    var process = process(host);
    Await.until(
        "progress of " + host,
        () -> {
          var progress = process.progress();
          return progress != null && progress.done() == done;
        });
  }

  private ManagedProcess process(String host) {
    return action.processes().stream()
        .filter(p -> String.valueOf(p.host()).equals(host))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    action.close();
    scripted.close();
  }
}
