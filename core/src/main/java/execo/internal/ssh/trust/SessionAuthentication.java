package execo.internal.ssh.trust;

import execo.host.EffectiveConnection;
import execo.internal.ssh.keys.Ed25519;
import execo.internal.ssh.keys.Identities;
import execo.internal.ssh.keys.PublicKeyLogin;
import execo.internal.ssh.settings.ClientSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  private final HostTrust trust;
  private volatile Identities identities;

  private SessionAuthentication(HostTrust trust, Identities identities) {
    this.trust = trust;
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
    client.setUserAuthFactories(List.of(new PublicKeyLogin(SessionAuthentication::identities)));
    client.addSessionListener(new KeyOrder());
  }

  /**
   * What holds for a connection. Looks at key files and the agent where their answers are not known
   * yet; does not fail for a key that cannot be used.
   */
  public static CompletableFuture<SessionAuthentication> of(ClientSettings settings) {
    return Identities.of(settings)
        .thenApply(identities -> new SessionAuthentication(HostTrust.of(settings), identities));
  }

  /** As {@link #of(ClientSettings)}. */
  public static CompletableFuture<SessionAuthentication> of(
      EffectiveConnection connection, ClientSettings settings) {
    return of(settings);
  }

  /** To be given to {@code connect}, so that the session finds this. */
  public AttributeRepository context() {
    return AttributeRepository.ofKeyValuePair(KEY, this);
  }

  /**
   * Logs in on a session that is connected with this {@link #context()}.
   *
   * @return completes when the user is logged in and the host's key is known for good, or with an
   *     {@link IOException} whose message is one line for a person; not when the server says
   *     nothing, which is the caller's to limit
   */
  public CompletableFuture<@Nullable Void> login(ClientSession session) {
    return attempt(session)
        .handle((_, error) -> {
          if (error == null) {
            return remembered();
          }
          return mayUnlock(session)
              ? unlockedAttempt(session)
              : CompletableFuture.<@Nullable Void>failedFuture(failure(error));
        })
        .thenCompose(next -> next);
  }

  private boolean mayUnlock(ClientSession session) {
    return session.isOpen() && trust.refusal() == null && !identities.locked().isEmpty();
  }

  private CompletableFuture<@Nullable Void> unlockedAttempt(ClientSession session) {
    return identities
        .unlock()
        .thenCompose(opened -> {
          var before = identities;
          identities = opened.after(before);
          return opened.offered().isEmpty()
              ? CompletableFuture.<@Nullable Void>failedFuture(new IOException(REFUSED))
              : attempt(session);
        })
        .handle((_, error) ->
            error == null
                ? remembered()
                : CompletableFuture.<@Nullable Void>failedFuture(failure(error)))
        .thenCompose(next -> next);
  }

  private static final String REFUSED = "Permission denied";

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
              done.completeExceptionally(error == null ? new IOException(REFUSED) : error);
            }
          });
    } catch (IOException | RuntimeException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  /** Completes when a host key that was new is known for good; {@link #login} waits for it. */
  public CompletableFuture<@Nullable Void> remembered() {
    return trust.remembered();
  }

  /** One line that says why the host could not be logged in to. */
  private IOException failure(Throwable error) {
    var refusal = trust.refusal();
    if (refusal != null) {
      return new IOException(refusal, error);
    }
    var cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    var message = String.valueOf(cause.getMessage());
    if (!message.contains("No more authentication methods") && !message.equals(REFUSED)) {
      return cause instanceof IOException io ? io : new IOException(message, cause);
    }
    var reasons = new ArrayList<String>();
    reasons.add(
        identities.offered().isEmpty()
            ? REFUSED + ": there is no key to offer"
            : REFUSED + ": the host takes none of the keys");
    reasons.addAll(identities.unusable());
    return new IOException(String.join("; ", reasons), cause);
  }

  /** Why the key that the host showed was refused, in one line; null if it was not. */
  public @Nullable String refusal() {
    return trust.refusal();
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

  /** Asks first for keys of the types that are known. */
  private static final class KeyOrder implements SessionListener {
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
  }
}
