package execo.g5k.api;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The connections to one API, kept open between requests until the program ends. */
final class Connections {
  /** How long opening one may take. */
  static final Duration CONNECT = Duration.ofSeconds(10);

  /**
   * The first two of different kinds are tried at once (RFC 8446, 4.2.8): a key of secp256r1, which
   * would be the second by default, takes a JVM that has just started a tenth of a second. A server
   * that wants one of the others asks for it.
   */
  private static final String[] GROUPS = {
    "x25519", "ffdhe2048", "secp256r1", "secp384r1", "secp521r1", "x448", "ffdhe3072", "ffdhe4096"
  };

  /**
   * A client's thread waits for the network in native code, and the JVM would wait 0.3 s for it at
   * its end.
   */
  private static final Set<Connections> ALL =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Connections::closeAll, "execo-api at exit"));
  }

  private final Supplier<HttpClient> maker;
  private @Nullable HttpClient client;

  /**
   * None yet.
   *
   * @param secure whether the API's address is one of https; otherwise no certificates are read,
   *     which would take a good part of a program's start
   * @param verified whether its certificate is verified
   */
  Connections(ProxySelector proxies, boolean secure, boolean verified) {
    maker = () -> client(proxies, secure, verified);
    ALL.add(this);
  }

  private static HttpClient client(ProxySelector proxies, boolean secure, boolean verified) {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .proxy(proxies);
    if (secure) {
      var context = verified ? Certificates.usual() : Certificates.anybody();
      builder.sslContext(context).sslParameters(parameters(context));
    } else {
      builder.sslContext(Certificates.nobody());
    }
    return builder.build();
  }

  private static SSLParameters parameters(SSLContext context) {
    var parameters = context.getDefaultSSLParameters();
    if (System.getProperty("jdk.tls.namedGroups") == null) {
      parameters.setNamedGroups(GROUPS);
    }
    return parameters;
  }

  /** Sends a request. */
  synchronized CompletableFuture<HttpResponse<byte[]>> begin(HttpRequest request) {
    if (client == null) {
      client = maker.get();
    }
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Closes them after the requests that are under way; further ones open new ones. */
  private synchronized void close() {
    if (client != null) {
      client.shutdown();
      client = null;
    }
  }

  /** What every program does at its end. */
  static void closeAll() {
    synchronized (ALL) {
      ALL.forEach(Connections::close);
    }
  }
}
