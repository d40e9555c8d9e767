package execo.internal.ssh.trust;

import execo.host.EffectiveConnection;
import execo.internal.ssh.keys.Ed25519;
import execo.internal.ssh.keys.Identities;
import execo.internal.ssh.keys.PublicKeyLogin;
import execo.internal.ssh.settings.ClientSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/**
 * What one connection through Apache MINA SSHD demands of the host and proves to it: the trust in
 * its key, and the user's identities.
 *
 * <pre>{@code
 * SessionAuthentication.prepare(client); // once, before the client starts
 * SessionAuthentication.of(connection, settings)
 *     .thenCompose(auth -> client.connect(settings.user(), address, auth.context(), null) …)
 * }</pre>
 *
 * <p>One object serves one connection. Thread-safe.
 */
public final class SessionAuthentication {
  private static final AttributeKey<SessionAuthentication> KEY = new AttributeKey<>();

  private final HostTrust trust;
  private final Identities identities;

  private SessionAuthentication(HostTrust trust, Identities identities) {
    this.trust = trust;
    this.identities = identities;
  }

  /** Lets a client take from each connection's context whom to trust and what to prove. */
  public static void prepare(SshClient client) {
    Ed25519.install();
    client.setSignatureFactories(ClientBuilder.setUpDefaultSignatureFactories(true));
    client.setServerKeyVerifier((session, address, key) -> {
      var authentication = of(session);
      return authentication != null && authentication.trust.accepts(key);
    });
    client.setUserAuthFactories(List.of(new PublicKeyLogin(session -> identities(session))));
    client.addSessionListener(
        new SessionListener() {
          @Override
          public void sessionNegotiationOptionsCreated(
              Session session, Map<KexProposalOption, String> proposal) {
            var authentication = of(session);
            if (authentication != null) {
              proposal.computeIfPresent(
                  KexProposalOption.SERVERKEYS,
                  (_, algorithms) -> authentication.trust.ordered(algorithms));
            }
          }
        });
  }

  /**
   * What holds for a connection. Reads files and asks the agent where their answers are not known
   * yet; never fails for a key that cannot be used.
   */
  public static CompletableFuture<SessionAuthentication> of(
      EffectiveConnection connection, ClientSettings settings) {
    return Identities.of(settings)
        .thenApply(identities -> new SessionAuthentication(HostTrust.of(settings), identities));
  }

  /** To be given to {@code connect}, so that the session finds this. */
  public AttributeRepository context() {
    return AttributeRepository.ofKeyValuePair(KEY, this);
  }

  /** Why the key that the host showed was refused, in one line; null if it was not. */
  public @Nullable String refusal() {
    return trust.refusal();
  }

  /**
   * Completes when a host key that was new has been written to the known hosts, or with the {@link
   * java.io.IOException} that says why it could not be; a session is to be used only then.
   */
  public CompletableFuture<@Nullable Void> remembered() {
    return trust.remembered();
  }

  /** Why keys that were meant to be offered could not be, a line for each. */
  public List<String> unusableKeys() {
    return identities.unusable();
  }

  private static @Nullable SessionAuthentication of(Session session) {
    var context = session instanceof ClientSession client ? client.getConnectionContext() : null;
    return context == null ? null : context.getAttribute(KEY);
  }

  private static Identities identities(ClientSession session) {
    var authentication = of(session);
    return authentication == null ? Identities.NONE : authentication.identities;
  }
}
