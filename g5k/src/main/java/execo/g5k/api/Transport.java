package execo.g5k.api;

import execo.config.Secret;
import execo.log.Log;
import execo.time.WaitInterruptedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests as the user, again where that is harmless, and turns what fails into exceptions.
 * Repeated are: whatever surely did not arrive, once; requests other than POST that were answered
 * 502 or 503 or whose connection broke, three times.
 */
final class Transport {
  private static final Log LOG = Log.program();
  private static final int TRIES = 4;
  private static final int TRIES_TO_CONNECT = 2;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Pattern SECRET_ARGUMENT =
      Pattern.compile("(?i)([?&][^=&]*(?:passw|secret|token|key)[^=&]*=)[^&]*");

  private final Wire wire;
  private final Credentials credentials;
  private final Duration firstPause;

  Transport(Wire wire, Credentials credentials, Duration firstPause) {
    this.wire = wire;
    this.credentials = credentials;
    this.firstPause = firstPause;
  }

  /**
   * The answer to a request, whose status is below 400, and below 300 if the request changes
   * something: what is only sent elsewhere was not done.
   *
   * @throws ApiException for any other answer, or none
   * @throws WaitInterruptedException if the thread is interrupted
   */
  Answer send(Request request) {
    Login login = credentials.login(this::accepted);
    Answer answer = sendAs(request, login);
    if (answer.status() >= (request.method().equals("GET") ? 400 : 300)) {
      throw refusal(request, answer, login);
    }
    return answer;
  }

  /** Whether the API takes a login; asked with a request that reads its root. */
  private boolean accepted(Login login) {
    var request = new Request("GET", credentials.api(), null, Map.of(), credentials.timeout());
    Answer answer = sendAs(request, login);
    if (answer.status() == 401) {
      return false;
    }
    if (answer.status() >= 400) {
      throw refusal(request, answer, login);
    }
    return true;
  }

  private Answer sendAs(Request request, @Nullable Login login) {
    String authorization = login == null ? null : login.header();
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      String why;
      Duration wait = pause;
      try {
        Answer answer = wire.send(request, authorization);
        boolean again = answer.status() == 502 || answer.status() == 503;
        if (!again || !request.repeatable() || attempt == TRIES) {
          return answer;
        }
        why = "status " + answer.status();
        wait = longer(pause, answer.header("retry-after"));
      } catch (IOException e) {
        why = Wire.reason(e, request.uri(), request.timeout());
        if (!mayRepeat(request, e, attempt)) {
          throw ApiException.unanswered(request.method(), shown(request.uri()), why, e);
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      LOG.detail(request.method() + " " + shown(request.uri()) + ": " + why + "; trying again");
      sleep(wait);
      pause = pause.multipliedBy(2);
    }
  }

  private static boolean mayRepeat(Request request, IOException e, int attempt) {
    if (Wire.unknownHost(e) || e instanceof SSLException) {
      return false;
    }
    if (Wire.notArrived(e)) {
      return attempt < TRIES_TO_CONNECT;
    }
    boolean tooSlow = e instanceof HttpTimeoutException;
    return request.repeatable() && !tooSlow && attempt < TRIES;
  }

  private static Duration longer(Duration pause, String retryAfter) {
    if (!retryAfter.matches("[0-9]{1,6}")) {
      return pause;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter));
    Duration most = asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    return most.compareTo(pause) > 0 ? most : pause;
  }

  /** Between half of the pause and the whole, so that many programs do not come back at once. */
  private static void sleep(Duration pause) {
    try {
      long most = Math.max(1, pause.toMillis());
      Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static WaitInterruptedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new WaitInterruptedException(e);
  }

  private ApiException refusal(Request request, Answer answer, @Nullable Login login) {
    String text = ApiException.oneText(answer.text(), answer.header("content-type"));
    String hint = "";
    if (login != null) {
      text = without(login.password(), without(new Secret(login.header()), text));
    }
    if (answer.status() == 401) {
      hint =
          login == null
              ? "; the API wants a user: " + Credentials.HOW
              : "; user '" + login.user() + "' or the password " + login.source() + " is wrong";
    }
    if (answer.status() < 400) {
      hint = "; redirected to " + answer.header("location");
    }
    return ApiException.refused(
        request.method(), shown(request.uri()), answer.status(), text, hint);
  }

  private static String without(Secret secret, String text) {
    return text.replace(secret.reveal(), secret.toString());
  }

  /** An address whose arguments that look like secrets are stars. */
  static URI shown(URI uri) {
    String query = uri.getRawQuery();
    if (query == null) {
      return uri;
    }
    return URI.create(SECRET_ARGUMENT.matcher(uri.toString()).replaceAll("$1***"));
  }
}
