package execo.g5k.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends one request and waits for its answer; no more than six are on their way at once. */
final class Wire {
  /** The API runs five threads a server; all clients of this program share these. */
  private static final Semaphore UNDER_WAY = new Semaphore(6, true);

  private final Connections connections;

  /** A wire over connections to one API. */
  Wire(Connections connections) {
    this.connections = connections;
  }

  /**
   * The answer to a request.
   *
   * @param authorization the header's value, or null
   * @throws IOException if there is none; {@link #reason} tells why
   */
  Answer send(Request request, @Nullable String authorization)
      throws IOException, InterruptedException {
    var builder =
        HttpRequest.newBuilder(request.uri())
            .timeout(request.timeout())
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "execo-java");
    request.headers().forEach(builder::header);
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    byte[] body = request.body();
    if (body != null) {
      builder.header("Content-Type", "application/json");
    }
    builder.method(
        request.method(),
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    UNDER_WAY.acquire();
    try {
      return exchange(builder.build(), request.timeout());
    } finally {
      UNDER_WAY.release();
    }
  }

  /** The client's own limit ends with the headers; this one holds for the body too. */
  private Answer exchange(HttpRequest request, Duration limit)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> pending = connections.begin(request);
    try {
      HttpResponse<byte[]> response = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      var headers = new HashMap<String, String>();
      response
          .headers()
          .map()
          .forEach((name, values) ->
              headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
      return new Answer(response.statusCode(), Map.copyOf(headers), plain(response, headers));
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw (HttpTimeoutException) new HttpTimeoutException("request timed out").initCause(e);
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private static byte[] plain(HttpResponse<byte[]> response, Map<String, String> headers)
      throws IOException {
    if (!headers.getOrDefault("content-encoding", "").contains("gzip")) {
      return response.body();
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return in.readAllBytes();
    }
  }

  /** Whether the request surely did not arrive. */
  static boolean notArrived(IOException e) {
    return e instanceof ConnectException;
  }

  /** Whether the name of the API's host leads nowhere. */
  static boolean unknownHost(Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  static String reason(IOException e, URI uri, Duration timeout) {
    if (unknownHost(e)) {
      return "cannot be reached: no host of the name " + uri.getHost() + " is known";
    }
    return switch (e) {
      case HttpConnectTimeoutException _ ->
          "cannot be reached: no connection within " + Connections.CONNECT.toSeconds() + " s";
      case HttpTimeoutException _ ->
          "no answer within " + timeout.toMillis() / 1000.0 + " s (api-timeout)";
      case ConnectException _ -> "cannot be reached: " + deepest(e, "connection refused");
      case SSLException _ -> "no secure connection: " + deepest(e, "refused");
      default -> "connection lost: " + deepest(e, e.getClass().getSimpleName());
    };
  }

  private static String deepest(Throwable e, String otherwise) {
    String message = null;
    for (Throwable each = e; each != null; each = each.getCause()) {
      message = each.getMessage() == null ? message : each.getMessage();
    }
    return message == null ? otherwise : message;
  }
}
