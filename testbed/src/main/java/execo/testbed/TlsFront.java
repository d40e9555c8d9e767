package execo.testbed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import execo.testbed.internal.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An https address on 127.0.0.1 before an http server, such as the API of a stand-in: what it is
 * asked, it asks there. It shows a certificate of its own, made when it starts by the JDK's {@code
 * keytool}.
 *
 * {@snippet :
 * try (var front = TlsFront.before(grid.api(), directory)) {
 *   var settings = G5kSettings.current().with(G5kKeys.API_URI, front.uri());
 * }
 * }
 *
 * <p>Thread-safe. Closing it frees its port; the files remain.
 */
public final class TlsFront implements AutoCloseable {
  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "content-length", "date", "host", "transfer-encoding", "upgrade");

  private final URI target;
  private final Certificate certificate;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  private TlsFront(URI target, Certificate certificate) throws IOException {
    this.target = target;
    this.certificate = certificate;
    // the default context would read the JVM's trust store before a program has said which
    client = HttpClient.newBuilder().sslContext(certificate.context()).build();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Begins to listen.
   *
   * @param target the address of the http server
   * @param directory where its files come, which is there
   * @throws UncheckedIOException if it cannot be started
   */
  public static TlsFront before(URI target, Path directory) {
    try {
      return new TlsFront(target, Certificate.make(directory));
    } catch (IOException e) {
      throw new UncheckedIOException("no https: " + e.getMessage(), e);
    }
  }

  /** The address to use instead of the server's, with the same path. */
  public URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + target.getRawPath());
  }

  /**
   * A trust store for the option {@code javax.net.ssl.trustStore} of a JVM: the certificates that
   * the JDK trusts, and this one.
   */
  public Path trustStore() {
    return certificate.trustStore();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = client.send(request(exchange), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      var body = answer.body();
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
