package execo.internal.ssh.settings;

import execo.host.EffectiveConnection;
import execo.internal.os.ProcessEngine;
import execo.internal.os.ProcessEngines;
import execo.internal.os.Timers;
import execo.internal.path.UserPaths;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.internal.ssh.openssh.OpensshOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out the effective settings of OpenSSH's client by asking {@code ssh -G}, and remembers them
 * until a configuration file changes. Where the configuration does not tell hosts apart, one answer
 * serves all of them. Thread-safe.
 */
public final class ClientSettingsReader {
  private static final int AT_ONCE = 4;

  /** A question that takes longer waits for something: it no longer holds up the others. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(20);
  private static final long RECHECK_NANOS = Duration.ofSeconds(1).toNanos();

  /** Stands for the host where one answer serves all; no resolver knows it. */
  private static final String ANY = "execo-any-host.invalid";

  private static final class Shared {
    static final ClientSettingsReader READER =
        new ClientSettingsReader(ProcessEngines.system(), UserPaths.current());
  }

  private record Known(ConfigFiles files, long checked) {}

  private record Question(List<String> words, String host) {}

  private final ProcessEngine engine;
  private final UserPaths paths;
  private final OpeningLimit limit = new OpeningLimit(AT_ONCE);
  private final Map<List<String>, Known> files = new ConcurrentHashMap<>();
  private final Map<Question, CompletableFuture<Answer>> answers = new ConcurrentHashMap<>();

  ClientSettingsReader(ProcessEngine engine, UserPaths paths) {
    this.engine = engine;
    this.paths = paths;
  }

  /** The one of this program. */
  public static ClientSettingsReader system() {
    return Shared.READER;
  }

  /**
   * The settings of a connection; already there if they are known.
   *
   * @return completes with an {@link java.io.IOException} if ssh refuses its configuration, the
   *     message says why; with a {@link SettingsTimeoutException} if it says nothing within the
   *     connect timeout, or 20 seconds where there is none
   */
  public CompletableFuture<ClientSettings> of(EffectiveConnection connection) {
    var words = words(connection);
    var question =
        new Question(words, files(connection.sshOptions()).uniform() ? ANY : connection.address());
    var answer = answers.computeIfAbsent(question, asked -> ask(asked, deadline(connection)));
    return answer
        .whenComplete((_, error) -> {
          if (error != null) {
            answers.remove(question, answer);
          }
        })
        .thenApply(
            known -> new SettingsOf(connection, paths).settings(known.of(connection.address())));
  }

  private static Duration deadline(EffectiveConnection connection) {
    var timeout = connection.connectTimeout();
    return timeout.isZero() ? DEFAULT_DEADLINE : timeout;
  }

  private CompletableFuture<Answer> ask(Question question, Duration deadline) {
    var argv = new ArrayList<>(question.words());
    argv.add("--");
    argv.add(question.host());
    var query = new SshQuery(engine, argv, deadline);
    limit.enter(place -> {
      Timers.unlessDone(query.answer(), LONGEST_TURN, place::release);
      query.ask().whenComplete((_, _) -> place.release());
    });
    return query.answer().thenApply(said -> new Answer(question.host(), said));
  }

  private ConfigFiles files(List<String> options) {
    var now = System.nanoTime();
    return files
        .compute(
            options,
            (_, known) -> {
              if (known != null && now - known.checked() < RECHECK_NANOS) {
                return known;
              }
              if (known != null && known.files().current()) {
                return new Known(known.files(), now);
              }
              if (known != null) {
                answers.clear();
              }
              return new Known(ConfigFiles.read(options, paths), now);
            })
        .files();
  }

  private static List<String> words(EffectiveConnection connection) {
    var words = new ArrayList<>(connection.ssh());
    words.add("-G");
    words.addAll(connection.sshOptions());
    words.addAll(OpensshOptions.asked(connection));
    if (connection.port() != null) {
      words.add("-p");
      words.add(connection.port().toString());
    }
    if (connection.user() != null) {
      words.add("-l");
      words.add(connection.user());
    }
    return List.copyOf(words);
  }
}
