package execo.internal.ssh.keys;

import java.util.Iterator;
import java.util.function.Function;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/** Login with the keys of each session's own {@link Identities}, in their order. */
public final class PublicKeyLogin extends UserAuthPublicKeyFactory {
  private final Function<ClientSession, Identities> identities;

  /** A login that finds a session's identities so. */
  public PublicKeyLogin(Function<ClientSession, Identities> identities) {
    this.identities = identities;
  }

  @Override
  public UserAuthPublicKey createUserAuth(ClientSession session) {
    return new UserAuthPublicKey() {
      @Override
      protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
          ClientSession session, SignatureFactoriesManager manager) {
        return identities.apply(session).offered().iterator();
      }
    };
  }
}
