package execo.testbed.grid5000.internal.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import execo.testbed.grid5000.internal.users.Accounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An entrance to the API: an HTTP server on a port of 127.0.0.1. */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final Set<String> VERSIONS = Set.of("stable", "3.0", "sid");
  private static final int WORTH_PACKING = 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Entrance entrance;
  private final ApiFaults faults;
  private final List<ApiPart> parts;

  /**
   * Begins to serve.
   *
   * @throws IOException if there is no free port
   */
  public ApiServer(Entrance entrance, ApiFaults faults, List<ApiPart> parts) throws IOException {
    this.entrance = entrance;
    this.faults = faults;
    this.parts = List.copyOf(parts);
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * The address that clients use, {@code http://127.0.0.1:PORT/stable}, with the secret of the
   * entrance before {@code stable} if it has one.
   */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + prefix() + "/stable");
  }

  private String prefix() {
    return entrance.secret().isEmpty() ? "" : "/" + entrance.secret();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = reply(exchange);
      } catch (ApiError e) {
        reply = Reply.text(e.status(), String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        LOG.error("the API cannot answer {}", exchange.getRequestURI(), e);
        reply = Reply.text(500, "Internal server error: " + e);
      }
      send(exchange, reply);
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    // before anything is counted or held up: what a client has sent is here even if it dies then
    byte[] body = exchange.getRequestBody().readAllBytes();
    var fault = faults.next();
    if (fault != null) {
      return fault;
    }
    var caller = entrance.caller(exchange.getRequestHeaders());
    var segments = segments(exchange.getRequestURI().getRawPath());
    if (caller == null || !opened(segments)) {
      return Reply.text(401, "Unauthorized").with("WWW-Authenticate", "Basic realm=\"Grid'5000\"");
    }
    if (segments.isEmpty() || !VERSIONS.contains(segments.getFirst())) {
      return Reply.text(404, "Not Found");
    }
    var request =
        new Request(
            exchange.getRequestMethod(),
            prefix() + "/" + segments.getFirst(),
            List.copyOf(segments.subList(1, segments.size())),
            Queries.map(exchange.getRequestURI().getRawQuery()),
            exchange.getRequestHeaders(),
            caller,
            body);
    for (var part : parts) {
      var reply = part.answer(request);
      if (reply != null) {
        return reply;
      }
    }
    throw ApiError.notFound(request);
  }

  /** Takes the secret of the entrance off a path; says whether it was there. */
  private boolean opened(List<String> segments) {
    var secret = entrance.secret();
    return secret.isEmpty()
        || (!segments.isEmpty() && Accounts.same(secret, segments.removeFirst()));
  }

  private static List<String> segments(@Nullable String path) {
    var segments = new ArrayList<String>();
    for (var part : (path == null ? "" : path).split("/", -1)) {
      if (!part.isEmpty()) {
        segments.add(Queries.decode(part.replace("+", "%2B")));
      }
    }
    if (!segments.isEmpty() && segments.getLast().endsWith(".json")) {
      var last = segments.removeLast();
      segments.add(last.substring(0, last.length() - ".json".length()));
    }
    return segments;
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    var headers = exchange.getResponseHeaders();
    reply.headers().forEach(headers::set);
    var body = reply.body();
    var accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (body.length > WORTH_PACKING && accepted != null && accepted.contains("gzip")) {
      body = packed(body);
      headers.set("Content-Encoding", "gzip");
    }
    var empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] packed(byte[] body) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    }
    return packed.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
