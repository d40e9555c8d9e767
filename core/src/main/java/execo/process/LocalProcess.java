package execo.process;

import execo.host.Host;
import execo.internal.os.ProcessEngines;
import execo.internal.os.SpawnRequest;
import execo.internal.shell.ShellWords;
import execo.spi.ChildListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process on this machine.
 *
 * <p>It leads a session of its own, so that a Ctrl-C at the terminal reaches the program alone.
 * When the program dies, however it dies, the process is sent TERM, unless it is {@link #detached}.
 *
 * {@snippet :
 * var ls = new LocalProcess("ls /").run();
 * IO.println(ls.exitCode() + " " + ls.stdout());
 * var find = new LocalProcess("find /tmp -user $USER | wc -l").shell().timeout("30s").run();
 * }
 */
public final class LocalProcess extends ProcessBase<LocalProcess> {
  /**
   * A map that {@link SpawnRequest} and its engine take as it is, without a copy or a comparison.
   */
  private static final Map<String, String> ENVIRONMENT = Map.copyOf(System.getenv());

  private final @Nullable List<String> words;

  /**
   * A command line, split into words as a POSIX shell splits them, without any expansion; with
   * {@link #shell()} the shell gets it as it is.
   */
  public LocalProcess(String command) {
    super(command);
    words = null;
  }

  /** A program and its arguments. */
  public LocalProcess(List<String> command) {
    super(ShellWords.quote(command));
    words = List.copyOf(command);
  }

  /**
   * Hangs up: takes its terminal away, which sends HUP to it, or ends its input if it has none.
   * Before the start and after the end nothing happens.
   */
  public LocalProcess hangUp() {
    hangUpChild();
    return this;
  }

  /** Null: it runs on this machine. */
  @Override
  public @Nullable Host host() {
    return null;
  }

  @Override
  Launch launch(ChildListener listener) {
    var argv = argv();
    var environment = ENVIRONMENT;
    if (!settings().environment.isEmpty()) {
      environment = new HashMap<>(ENVIRONMENT);
      environment.putAll(settings().environment);
    }
    var request =
        new SpawnRequest(
            argv,
            environment,
            settings().directory,
            hasStdin(),
            hasPty(settings()),
            !settings().detached);
    return new Launch(ProcessEngines.system().spawn(request, listener), argv);
  }

  private List<String> argv() {
    if (settings().shell) {
      return List.of("/bin/sh", "-c", command());
    }
    return words != null ? words : ShellWords.split(command());
  }
}
