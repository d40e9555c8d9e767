package execo.g5k.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import execo.config.G5kKeys;
import execo.g5k.api.WebServer.Reply;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
  private static final URI API = URI.create("https://api.grid5000.fr/stable/");

  private static Proxy proxy(Map<String, String> environment) {
    return new EnvironmentProxies(environment).select(API).getFirst();
  }

  @Test
  void areThoseOfTheScheme() {
    assertThat(proxy(Map.of())).isEqualTo(Proxy.NO_PROXY);
    assertThat(proxy(Map.of("http_proxy", "http://p:1"))).isEqualTo(Proxy.NO_PROXY);
    assertThat(address(proxy(Map.of("https_proxy", "http://p:3128"))).getPort()).isEqualTo(3128);
    assertThat(address(proxy(Map.of("HTTPS_PROXY", "p"))).getPort()).isEqualTo(80);
  }

  private static InetSocketAddress address(Proxy proxy) {
    return (InetSocketAddress) proxy.address();
  }

  @ParameterizedTest
  @CsvSource({
    "api.grid5000.fr, true",
    "'localhost, .grid5000.fr', true",
    "grid5000.fr, true",
    "*.grid5000.fr, true",
    "*, true",
    "5000.fr, false",
    "'', false"
  })
  void leaveHostsOut(String noProxy, boolean direct) {
    Proxy proxy = proxy(Map.of("https_proxy", "http://p:1", "no_proxy", noProxy));
    assertThat(proxy.equals(Proxy.NO_PROXY)).isEqualTo(direct);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/stable/, true",
    "http://LOCALHOST/stable/, true",
    "http://api.localhost/stable/, false",
    "http://127.0.0.1:8080/stable/, true",
    "http://127.20.3.4/stable/, true",
    "http://[::1]:8080/stable/, true",
    "http://128.0.0.1/stable/, false",
    "http://[::2]/stable/, false",
    "http://localhost.example/stable/, false",
    "http://127.0.0.1.example/stable/, false",
  })
  void areNotForThisMachine(URI api, boolean direct) {
    var proxies = new EnvironmentProxies(Map.of("http_proxy", "http://p:1"));
    assertThat(proxies.select(api).getFirst().equals(Proxy.NO_PROXY)).isEqualTo(direct);
  }

  @Test
  void areRefusedWithoutShowingPasswords() {
    assertThatThrownBy(() -> proxy(Map.of("https_proxy", "http://me:hush@p:1")))
        .hasMessageStartingWith("https_proxy in the environment: a proxy that wants a password")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> proxy(Map.of("https_proxy", "socks5://p:1")))
        .hasMessageContaining("not a proxy");
  }

  @Test
  void areUsed() {
    try (var server = new WebServer()) {
      server.on("GET /stable/x", Reply.json("1"));
      var settings =
          server.settings().with(G5kKeys.API_URI, URI.create("http://api.invalid/stable/"));
      var environment = Map.of("http_proxy", "http://" + server.uri().getAuthority());
      G5kApi api = WebServer.api(settings, environment, new WebServer.NoPrompt());
      assertThat(api.get("x").asInt()).isEqualTo(1);
    }
  }
}
