package execo.internal.ssh.trust;

import execo.internal.ssh.keys.Ed25519;
import execo.internal.ssh.keys.Identities;
import execo.internal.ssh.keys.PublicKeyLogin;
import execo.internal.ssh.settings.ClientSettings;
import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
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
 * SessionAuthentication.of(settings)
 *     .thenCompose(authentication ->
 *         connect(client, settings, authentication.context())
 *             .thenCompose(authentication::login));
 * }</pre>
 *
 * <p>One object serves one connection. Thread-safe.
 */
public final class SessionAuthentication {
  private static final AttributeKey<SessionAuthentication> KEY = new AttributeKey<>();

  private final Algorithms algorithms;
  private final HostTrust trust;
  private volatile Identities identities;
  private volatile @Nullable Identities refused;

  private SessionAuthentication(ClientSettings settings, Identities identities) {
    this.algorithms = Algorithms.of(settings);
    this.trust = HostTrust.of(settings, algorithms);
    this.identities = identities;
  }

  /**
   * Lets a client take from each connection's context whom to trust and what to prove. Replaces its
   * signatures, its login methods and its verifier of host keys; to be called before it starts.
   */
  public static void prepare(SshClient client) {
    Ed25519.install();
    client.setSignatureFactories(ClientBuilder.setUpDefaultSignatureFactories(true));
    client.setServerKeyVerifier((session, _, key) -> {
      var authentication = of(session);
      return authentication != null && authentication.trust.accepts(key);
    });
    client.setUserAuthFactories(
        List.of(
            new PublicKeyLogin(
                SessionAuthentication::identities,
                SessionAuthentication::keyToShowAtOnce,
                SessionAuthentication::allows)));
    client.addSessionListener(new KeyOrder());
  }

  /**
   * What holds for a connection. Looks at key files and the agent where their answers are not known
   * yet, and asks for a passphrase if there is nothing else to offer; does not fail for a key that
   * cannot be used.
   */
  public static CompletableFuture<SessionAuthentication> of(ClientSettings settings) {
    return Identities.of(settings)
        .thenCompose(identities ->
            identities.offered().isEmpty() && !identities.locked().isEmpty()
                ? unlocked(identities)
                : CompletableFuture.completedFuture(identities))
        .thenApply(identities -> new SessionAuthentication(settings, identities));
  }

  /** To be given to {@code connect}, so that the session finds this. */
  public AttributeRepository context() {
    return AttributeRepository.ofKeyValuePair(KEY, this);
  }

  /**
   * Logs in on a session that is connected with this {@link #context()}: first with the keys that
   * are at hand, then with those whose passphrase must be asked for.
   *
   * @return completes when the user is logged in and the host's key is written down, or with what
   *     the session or the server gave as the reason; for how long a server may say nothing is the
   *     caller's to limit
   */
  public CompletableFuture<@Nullable Void> login(ClientSession session) {
    return attempt(session)
        .exceptionallyCompose(
            error -> mayUnlock(session) ? unlockedAttempt(session, error) : failed(error))
        .thenCompose(_ -> trust.remembered());
  }

  private boolean mayUnlock(ClientSession session) {
    return session.isOpen() && trust.refusal() == null && !identities.locked().isEmpty();
  }

  private CompletableFuture<@Nullable Void> unlockedAttempt(
      ClientSession session, Throwable first) {
    return unlocked(identities)
        .thenCompose(opened -> {
          identities = opened;
          return opened.offered().isEmpty() ? failed(first) : attempt(session);
        });
  }

  private static CompletableFuture<Identities> unlocked(Identities locked) {
    return locked.unlock().thenApply(opened -> opened.after(locked));
  }

  private static CompletableFuture<@Nullable Void> failed(Throwable error) {
    return CompletableFuture.failedFuture(error);
  }

  private static CompletableFuture<@Nullable Void> attempt(ClientSession session) {
    var done = new CompletableFuture<@Nullable Void>();
    try {
      session
          .auth()
          .addListener(future -> {
            if (future.isSuccess()) {
              done.complete(null);
            } else {
              var error = future.getException();
              done.completeExceptionally(error == null ? refused() : error);
            }
          });
    } catch (IOException | RuntimeException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  private static SshException refused() {
    return new SshException(
        SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "Permission denied");
  }

  /** Why the key that the host showed was refused, in one line; null if it was not. */
  public @Nullable String refusal() {
    return trust.refusal();
  }

  /** Why keys that were meant to be offered could not be, a line for each. */
  public List<String> unusableKeys() {
    var foreign = identities.foreign().stream().map(key -> "only openssh can use the " + key);
    return Stream.concat(identities.unusable().stream(), foreign).toList();
  }

  private static @Nullable SessionAuthentication of(Session session) {
    var context = session instanceof ClientSession client ? client.getConnectionContext() : null;
    return context == null ? null : context.getAttribute(KEY);
  }

  private static Identities identities(ClientSession session) {
    var authentication = of(session);
    return authentication == null ? Identities.NONE : authentication.identities;
  }

  /** The key to log in with without a question, because there is no other; or null. */
  static @Nullable KeyPair keyToShowAtOnce(ClientSession session) {
    var identities = identities(session);
    var authentication = of(session);
    return authentication == null || identities.equals(authentication.refused)
        ? null
        : identities.only();
  }

  /** The server has refused the key that it was shown at once. */
  static void keyRefused(ClientSession session) {
    var authentication = of(session);
    if (authentication != null) {
      authentication.refused = authentication.identities;
    }
  }

  private static boolean allows(ClientSession session, String algorithm) {
    var authentication = of(session);
    return authentication == null
        || authentication.algorithms.allows("pubkeyacceptedalgorithms", algorithm);
  }

  /** Proposes what is allowed, and asks first for keys of the types that are known. */
  private static final class KeyOrder implements SessionListener {
    @Override
    public void sessionNegotiationOptionsCreated(
        Session session, Map<KexProposalOption, String> proposal) {
      var authentication = of(session);
      if (authentication != null) {
        authentication.algorithms.restrict(proposal);
        proposal.computeIfPresent(
            KexProposalOption.SERVERKEYS,
            (_, algorithms) -> authentication.trust.ordered(algorithms));
      }
    }
  }
}
