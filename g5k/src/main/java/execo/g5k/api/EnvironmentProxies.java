package execo.g5k.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the environment names: {@code https_proxy} and {@code http_proxy}, in either
 * case, but for the hosts in {@code no_proxy}: names, domains and addresses parted by commas, or
 * {@code *}. What goes to this machine goes to no proxy, which would see a password in clear.
 */
final class EnvironmentProxies extends ProxySelector {
  private final Map<String, String> environment;

  EnvironmentProxies(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI uri) {
    String variable = uri.getScheme() + "_proxy";
    String proxy = value(variable);
    if (proxy.isEmpty() || excepted(uri)) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(new Proxy(Proxy.Type.HTTP, address(variable, proxy)));
  }

  private boolean excepted(URI uri) {
    if (Loopback.is(uri)) {
      return true;
    }
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    for (String each : value("no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      String name = each.startsWith("*.") ? each.substring(2) : each;
      name = name.startsWith(".") ? name.substring(1) : name;
      if (each.equals("*")
          || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))
          || name.equals(host + ":" + uri.getPort())) {
        return true;
      }
    }
    return false;
  }

  /** The address alone is shown in messages, since a password may stand before it. */
  private static InetSocketAddress address(String variable, String proxy) {
    URI uri = null;
    try {
      uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
    } catch (IllegalArgumentException _) {
      // Told below, without the text.
    }
    if (uri == null || uri.getHost() == null || !"http".equals(uri.getScheme())) {
      throw new IllegalArgumentException(
          variable + " in the environment: not a proxy; accepted is as http://proxy.example:3128");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          variable
              + " in the environment: a proxy that wants a password cannot be used; accepted is as"
              + " http://proxy.example:3128");
    }
    return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
  }

  private String value(String variable) {
    @Nullable String lower = environment.get(variable);
    return lower != null
        ? lower.strip()
        : environment.getOrDefault(variable.toUpperCase(Locale.ROOT), "").strip();
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The request itself tells.
  }
}
