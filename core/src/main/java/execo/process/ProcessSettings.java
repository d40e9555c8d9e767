package execo.process;

import execo.config.Configuration;
import execo.config.ExecoSettings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a process is to be run and watched. One sets it through the methods of {@link
 * ProcessOptions}, on a process or on a whole action.
 *
 * <p>Not thread-safe; not to be changed once the process has started.
 */
public final class ProcessSettings {
  @Nullable String name;
  @Nullable Duration timeout;
  @Nullable Duration killTimeout;
  boolean killForever;
  @Nullable Boolean killSubprocesses;
  boolean shell;
  @Nullable Boolean pty;
  boolean stdin;
  boolean detached;
  int fanOut = 1;
  Retries retries = Retries.NONE;
  @Nullable Function<Charset, byte[]> input;
  @Nullable Path directory;
  Map<String, String> environment = new LinkedHashMap<>();
  Set<Failure> ignored = EnumSet.noneOf(Failure.class);
  Set<Failure> unlogged = EnumSet.noneOf(Failure.class);
  long keep = Long.MAX_VALUE;
  Charset charset = StandardCharsets.UTF_8;
  @Nullable Duration expectTimeout;
  List<Function<ManagedProcess, OutputHandler>> stdoutHandlers = new ArrayList<>();
  List<Function<ManagedProcess, OutputHandler>> stderrHandlers = new ArrayList<>();
  List<LifecycleHandler> lifecycleHandlers = new ArrayList<>();

  ProcessSettings() {}

  /** Says on how many hosts together it is started; 1 by default. */
  public void fanOut(int hosts) {
    fanOut = hosts;
  }

  /** How long after TERM or INT comes KILL; null is never. */
  @Nullable Duration killTimeout() {
    if (killForever) {
      return null;
    }
    return killTimeout != null
        ? killTimeout
        : Configuration.current().get(ExecoSettings.KILL_TIMEOUT).orElse(null);
  }

  boolean killsSubprocesses() {
    return killSubprocesses != null ? killSubprocesses : shell;
  }
}
