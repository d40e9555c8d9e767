package execo.internal.ssh.embedded;

import execo.internal.ssh.trust.LoginService;
import execo.internal.ssh.trust.SessionAuthentication;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.io.AbstractIoServiceFactoryFactory;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * The one client of this program: a few threads for all its connections, and what every connection
 * asks for. Thread-safe.
 */
final class SharedClient extends SshClient {
  private static final int MOST_WORKERS = 8;

  private static final List<String> KEY_EXCHANGES =
      List.of(
          BuiltinDHFactories.curve25519.getName(), BuiltinDHFactories.curve25519_libssh.getName());

  private static final List<String> CIPHERS =
      List.of(BuiltinCiphers.aes128gcm.getName(), BuiltinCiphers.aes256gcm.getName());

  private SharedClient() {}

  /** Makes and starts the client. */
  static SharedClient started() {
    var client = (SharedClient) ClientBuilder.builder().factory(SharedClient::new).build();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setKeyExchangeFactories(keyExchanges(client.getKeyExchangeFactories()));
    client.setCipherFactories(ciphers(client.getCipherFactories()));
    var workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors() + 1);
    client.setIoServiceFactoryFactory(
        new AbstractIoServiceFactoryFactory(null) {
          @Override
          public IoServiceFactory create(FactoryManager manager) {
            return new AsyncConnecting(manager, workers);
          }
        });
    client.setServiceFactories(List.of(new LoginService(), new KeepAlive()));
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, true);
    // Time limits are ours: one over all of the opening, none while a connection is held.
    CoreModuleProperties.AUTH_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, Duration.ZERO);
    SessionAuthentication.prepare(client);
    client.start();
    return client;
  }

  /**
   * A socket to the address, begun when somebody listens for it, who is told of the ssh session on
   * it before anything is read. A login that begins later, as after MINA's own {@code connect}, may
   * find the session being closed for what the host has sent, and not learn why.
   */
  IoConnectFuture socket(InetSocketAddress address, AttributeRepository context) {
    return connector.connect(address, context, null);
  }

  private static List<KeyExchangeFactory> keyExchanges(List<KeyExchangeFactory> all) {
    return first(KEY_EXCHANGES, all.stream().map(X25519::instead).toList());
  }

  private static List<NamedFactory<Cipher>> ciphers(List<NamedFactory<Cipher>> all) {
    return first(CIPHERS, all);
  }

  /** These first, the others behind them as they were. */
  private static <T extends NamedResource> List<T> first(List<String> names, List<T> all) {
    var sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparingInt(each -> {
          var place = names.indexOf(each.getName());
          return place < 0 ? names.size() : place;
        }));
    return sorted;
  }
}
