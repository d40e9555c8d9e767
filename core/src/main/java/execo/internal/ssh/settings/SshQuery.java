package execo.internal.ssh.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import execo.internal.os.ProcessEngine;
import execo.internal.os.SpawnRequest;
import execo.internal.os.Timers;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One {@code ssh -G}, which prints the options that would hold for a host. It may run programs of
 * the user's ({@code Match exec}), which may hang: it is ended at its deadline.
 */
final class SshQuery implements ChildListener {
  private static final int KILL = 9;
  private static final Map<String, String> ENVIRONMENT = Map.copyOf(System.getenv());

  private final ProcessEngine engine;
  private final List<String> argv;
  private final Duration deadline;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final CompletableFuture<Map<String, List<String>>> answer = new CompletableFuture<>();

  /**
   * A query.
   *
   * @param deadline after which it is ended
   */
  SshQuery(ProcessEngine engine, List<String> argv, Duration deadline) {
    this.engine = engine;
    this.argv = argv;
    this.deadline = deadline;
  }

  /** What it will have said: options with their values; empty if there is no such program. */
  CompletableFuture<Map<String, List<String>>> answer() {
    return answer;
  }

  /** Starts it. */
  CompletableFuture<Map<String, List<String>>> ask() {
    var child = engine.spawn(new SpawnRequest(argv, ENVIRONMENT, null, false, false), this);
    Timers.unlessDone(answer, deadline, () -> giveUp(child));
    return answer;
  }

  private void giveUp(Child child) {
    answer.completeExceptionally(new SettingsTimeoutException(deadline));
    child.signalTree(KILL);
  }

  @Override
  public void started(long pid) {}

  @Override
  public void output(OutputStreamId stream, byte[] bytes) {
    (stream == OutputStreamId.STDOUT ? stdout : stderr).writeBytes(bytes);
  }

  @Override
  public void streamEnded(OutputStreamId stream, @Nullable String error) {}

  @Override
  public void ended(ExitStatus status) {
    if (status.code() == 0) {
      answer.complete(parse(stdout.toString(UTF_8)));
    } else {
      var said = stderr.toString(UTF_8).strip();
      answer.completeExceptionally(
          new IOException(said.isEmpty() ? "ssh -G ended with " + status.code() : said));
    }
  }

  @Override
  public void failed(String reason) {
    answer.complete(Map.of());
  }

  static Map<String, List<String>> parse(String text) {
    var options = new HashMap<String, List<String>>();
    text.lines()
        .forEach(line -> {
          var words = line.split(" ", 2);
          options
              .computeIfAbsent(words[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
              .add(words.length < 2 ? "" : words[1]);
        });
    return options;
  }
}
