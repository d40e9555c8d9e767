package execo.g5k.api;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.config.Secret;
import execo.g5k.G5kSettings;
import execo.log.Log;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who talks to the API, found out at the first request: the user and password of the configuration,
 * of the environment, of {@code ~/.netrc}, of the desktop's keyring, or asked on the terminal; else
 * nobody, as from inside Grid'5000.
 */
final class Credentials {
  static final String USER = "EXECO_G5K_USER";
  static final String PASSWORD = "EXECO_G5K_PASSWORD";

  /** How a person gives a password, for messages. */
  static final String HOW =
      "set api-username, and the password in " + PASSWORD + ", ~/.netrc or the keyring";

  private static final Log LOG = Log.program();
  private static final int TRIES = 3;

  private final G5kSettings settings;
  private final Map<String, String> environment;
  private final Path netrc;
  private final Keyring keyring;
  private final Prompt prompt;
  private @Nullable Login login;
  private volatile boolean settled;
  private @Nullable Login netrcLogin;
  private boolean netrcRead;

  Credentials(
      G5kSettings settings,
      Map<String, String> environment,
      Path netrc,
      Keyring keyring,
      Prompt prompt) {
    this.settings = settings;
    this.environment = environment;
    this.netrc = netrc;
    this.keyring = keyring;
    this.prompt = prompt;
  }

  URI api() {
    return settings.get(G5kKeys.API_URI);
  }

  Duration timeout() {
    return settings.get(G5kKeys.API_TIMEOUT);
  }

  /** The user's name: as configured, of the environment, or of {@code ~/.netrc}. */
  Optional<String> user() {
    return named().or(() -> Optional.ofNullable(firstOfNetrc()).map(Login::user));
  }

  /** Whoever {@code ~/.netrc} has a password of, where nobody is named elsewhere. */
  private synchronized @Nullable Login firstOfNetrc() {
    if (!netrcRead) {
      netrcLogin = Netrc.login(netrc, api().getHost(), null);
      netrcRead = true;
    }
    return netrcLogin;
  }

  private Optional<String> named() {
    return settings
        .get(G5kKeys.API_USERNAME)
        .or(() -> Optional.ofNullable(environment.get(USER)).filter(name -> !name.isEmpty()));
  }

  /**
   * The login, or null for nobody.
   *
   * @param accepted whether the API takes a login that was typed, or may be typed anew
   * @throws ApiException if three typed passwords are wrong, or it would go over the net in clear
   */
  synchronized @Nullable Login login(Predicate<Login> accepted) {
    if (!settled) {
      Login found = find(accepted);
      if (found != null) {
        refuseInClear();
      }
      login = found;
      settled = true;
    }
    return login;
  }

  private @Nullable Login find(Predicate<Login> accepted) {
    String user = named().orElse(null);
    Secret configured = settings.get(G5kKeys.API_PASSWORD).orElse(null);
    if (user != null && configured != null) {
      FileModes.warnIfOthersRead(Configuration.file());
      return new Login(user, configured, "in the configuration");
    }
    String given = environment.getOrDefault(PASSWORD, "");
    if (user != null && !given.isEmpty()) {
      return new Login(user, new Secret(given), "in " + PASSWORD);
    }
    Login entry = user == null ? firstOfNetrc() : Netrc.login(netrc, api().getHost(), user);
    if (entry != null || user == null) {
      return entry;
    }
    Login kept = kept(user, accepted);
    if (kept != null) {
      return kept;
    }
    if (settings.inside()) {
      return null;
    }
    if (!prompt.possible()) {
      LOG.warn("no password of " + user + " for " + api() + ", going on as nobody: " + HOW);
      return null;
    }
    return ask(user, accepted);
  }

  /** What the keyring has; checked only where a person can be asked for another one. */
  private @Nullable Login kept(String user, Predicate<Login> accepted) {
    Secret password = keyring.password(user).orElse(null);
    if (password == null) {
      return null;
    }
    var candidate = new Login(user, password, "in the keyring");
    if (!prompt.possible()) {
      return candidate;
    }
    refuseInClear();
    if (accepted.test(candidate)) {
      return candidate;
    }
    prompt.tell("The password in the keyring is wrong.");
    return null;
  }

  private Login ask(String user, Predicate<Login> accepted) {
    refuseInClear();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Secret typed = prompt.secret("Password of " + user + " for " + api().getHost() + ": ");
      if (typed == null) {
        throw ApiException.unanswered("GET", api(), "no password was typed", null);
      }
      var candidate = new Login(user, typed, "typed");
      if (accepted.test(candidate)) {
        if (keyring.available() && prompt.confirm("Keep it in the keyring?")) {
          keyring.keep(user, typed);
        }
        return candidate;
      }
      prompt.tell("Wrong password.");
    }
    throw ApiException.refused(
        "GET", api(), 401, "", ": " + TRIES + " passwords of '" + user + "' are wrong");
  }

  private void refuseInClear() {
    URI api = api();
    if (!"https".equals(api.getScheme()) && !Loopback.is(api)) {
      throw ApiException.unanswered(
          "GET", api, "a password is not sent over http; set an https address as api-uri", null);
    }
  }
}
