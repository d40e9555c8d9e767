package execo.g5k.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.config.Secret;
import execo.g5k.G5kSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A small web server that answers as a test says, and remembers what it was asked. */
public final class WebServer implements AutoCloseable {
  /** What came: {@code GET /stable/sites?a=b}, its headers and its body. */
  public record Asked(String line, Map<String, String> headers, String body) {}

  /** What goes back. */
  public record Reply(int status, Map<String, String> headers, String body) {
    public static Reply json(String body) {
      return new Reply(200, Map.of("Content-Type", "application/json"), body);
    }

    public static Reply text(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "text/plain"), body);
    }

    public Reply with(String name, String value) {
      var more = new HashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Function<Asked, Reply>> replies = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  public WebServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers {@code GET /stable/…}, arguments left out, so from now on. */
  public WebServer on(String request, Function<Asked, Reply> reply) {
    replies.put(request, reply);
    return this;
  }

  public WebServer on(String request, Reply reply) {
    return on(request, _ -> reply);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/stable/");
  }

  public List<Asked> asked() {
    return asked;
  }

  public List<String> lines() {
    return asked.stream().map(Asked::line).toList();
  }

  public G5kSettings settings() {
    return G5kSettings.of(Configuration.defaults())
        .with(G5kKeys.API_URI, uri())
        .with(G5kKeys.API_TIMEOUT, Duration.ofSeconds(20));
  }

  /** A client as nobody, with short pauses. */
  public G5kApi api() {
    return api(settings());
  }

  /** A client in an environment, with short pauses. */
  public static G5kApi api(G5kSettings settings, Map<String, String> environment) {
    return api(settings, environment, new NoPrompt());
  }

  G5kApi apiAs(String user, String password) {
    return api(
        settings()
            .with(G5kKeys.API_USERNAME, Optional.of(user))
            .with(G5kKeys.API_PASSWORD, Optional.of(new Secret(password))));
  }

  static G5kApi api(G5kSettings settings) {
    return api(settings, Map.of(), new NoPrompt());
  }

  static G5kApi api(G5kSettings settings, Map<String, String> environment, Prompt prompt) {
    Path netrc = Netrc.file(environment, Path.of("/nonexistent"));
    var credentials =
        new Credentials(settings, environment, netrc, new Keyring(environment), prompt);
    return new G5kApi(settings, credentials, environment, Duration.ofMillis(2));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new HashMap<String, String>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String method = exchange.getRequestMethod();
      var question = new Asked(method + " " + exchange.getRequestURI(), headers, body);
      asked.add(question);
      Function<Asked, Reply> known = replies.get(method + " " + exchange.getRequestURI().getPath());
      Reply reply =
          known == null
              ? Reply.text(404, "Cannot find resource " + exchange.getRequestURI().getPath())
              : known.apply(question);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      boolean none = bytes.length == 0 || reply.status() == 304 || reply.status() == 204;
      exchange.sendResponseHeaders(reply.status(), none ? -1 : bytes.length);
      if (!none) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /** Nobody to ask. */
  static final class NoPrompt implements Prompt {
    @Override
    public boolean possible() {
      return false;
    }

    @Override
    public @Nullable Secret secret(String question) {
      throw new AssertionError("asked");
    }

    @Override
    public boolean confirm(String question) {
      throw new AssertionError("asked");
    }

    @Override
    public void tell(String text) {
      throw new AssertionError("told");
    }
  }
}
