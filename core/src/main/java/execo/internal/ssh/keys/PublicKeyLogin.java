package execo.internal.ssh.keys;

import execo.log.Log;
import java.util.Iterator;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.signature.SignatureFactoriesManager;
import org.apache.sshd.common.util.buffer.Buffer;

/** Login with the keys of each session's own {@link Identities}, in their order. */
public final class PublicKeyLogin extends UserAuthPublicKeyFactory {
  private final Function<ClientSession, Identities> identities;
  private final BiPredicate<ClientSession, String> allowed;

  /** A login that finds a session's identities so, and the signatures that it may make. */
  public PublicKeyLogin(
      Function<ClientSession, Identities> identities, BiPredicate<ClientSession, String> allowed) {
    this.identities = identities;
    this.allowed = allowed;
  }

  @Override
  public UserAuthPublicKey createUserAuth(ClientSession session) {
    var signatures =
        session.getSignatureFactories().stream()
            .filter(each -> allowed.test(session, each.getName()))
            .toList();
    return new UserAuthPublicKey(signatures) {
      @Override
      protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
          ClientSession session, SignatureFactoriesManager manager) {
        return identities.apply(session).offered().iterator();
      }

      // A key that cannot sign, as one that has left the agent, makes way for the next.
      @Override
      protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer)
          throws Exception {
        try {
          return super.processAuthDataRequest(session, service, buffer);
        } catch (KeyRefused refused) {
          Log.program().detail(String.valueOf(refused.getMessage()));
          currentAlgorithms.clear();
          current = null;
          return sendAuthDataRequest(session, service);
        }
      }
    };
  }
}
