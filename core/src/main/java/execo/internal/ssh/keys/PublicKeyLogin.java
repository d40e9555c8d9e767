package execo.internal.ssh.keys;

import execo.log.Log;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.signature.SignatureFactoriesManager;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Login with the keys of each session's own {@link Identities}, in their order. */
public final class PublicKeyLogin extends UserAuthPublicKeyFactory {
  private final Function<ClientSession, Identities> identities;
  private final Function<ClientSession, @Nullable KeyPair> atOnce;
  private final BiPredicate<ClientSession, String> allowed;

  /**
   * A login.
   *
   * @param identities finds a session's identities
   * @param atOnce finds the only one of them, if the server is not to be asked whether it would do
   * @param allowed the signatures that may be made
   */
  public PublicKeyLogin(
      Function<ClientSession, Identities> identities,
      Function<ClientSession, @Nullable KeyPair> atOnce,
      BiPredicate<ClientSession, String> allowed) {
    this.identities = identities;
    this.atOnce = atOnce;
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

      // To ask whether the only key would do, and then to sign with it, takes two round trips.
      @Override
      protected boolean sendAuthDataRequest(ClientSession session, String service)
          throws Exception {
        var only = current == null ? atOnce.apply(session) : null;
        var algorithm = only == null ? null : algorithm(only.getPublic(), signatures);
        if (only == null || algorithm == null) {
          return super.sendAuthDataRequest(session, service);
        }
        current = keys.next();
        chosenAlgorithm = algorithm;
        return processAuthDataRequest(session, service, accepted(algorithm, only.getPublic()));
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

  /** The first signature that keys of this type make; null if none is allowed. */
  private static @Nullable String algorithm(PublicKey key, List<NamedFactory<Signature>> allowed) {
    var type = KeyUtils.getKeyType(key);
    var types = KeyUtils.getAllEquivalentKeyTypes(type);
    return allowed.stream()
        .map(NamedFactory::getName)
        .filter(name -> name.equals(type) || types.contains(name))
        .findFirst()
        .orElse(null);
  }

  /** What a server answers that would take a key. */
  private static Buffer accepted(String algorithm, PublicKey key) {
    var answer = new ByteArrayBuffer();
    answer.putByte(SshConstants.SSH_MSG_USERAUTH_PK_OK);
    answer.putString(algorithm);
    answer.putPublicKey(key);
    return answer;
  }
}
