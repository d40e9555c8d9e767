package execo.internal.ssh.settings;

import execo.host.EffectiveConnection;
import execo.internal.os.ProcessEngine;
import execo.internal.os.ProcessEngines;
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
  private final Map<Question, CompletableFuture<Map<String, List<String>>>> answers =
      new ConcurrentHashMap<>();

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
   * @return completes with an {@link java.io.IOException} if ssh refuses its configuration; the
   *     message says why
   */
  public CompletableFuture<ClientSettings> of(EffectiveConnection connection) {
    var words = words(connection);
    var question =
        new Question(words, files(connection.sshOptions()).uniform() ? ANY : connection.address());
    var answer = answers.computeIfAbsent(question, this::ask);
    answer.whenComplete((_, error) -> {
      if (error != null) {
        answers.remove(question, answer);
      }
    });
    return answer.thenApply(options ->
        new SettingsOf(connection, paths).settings(named(options, question, connection)));
  }

  private CompletableFuture<Map<String, List<String>>> ask(Question question) {
    var argv = new ArrayList<>(question.words());
    argv.add("--");
    argv.add(question.host());
    var child = new SshQuery(engine, argv);
    limit.enter(place -> child.ask().whenComplete((_, _) -> place.release()));
    return child.answer();
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
    words.addAll(OpensshOptions.of(connection));
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

  private static Map<String, List<String>> named(
      Map<String, List<String>> options, Question question, EffectiveConnection connection) {
    if (!question.host().equals(ANY)) {
      return options;
    }
    var named = new ConcurrentHashMap<String, List<String>>();
    options.forEach((option, values) ->
        named.put(
            option,
            values.stream().map(value -> value.replace(ANY, connection.address())).toList()));
    return named;
  }
}
