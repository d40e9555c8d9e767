package execo.internal.ssh.keys;

import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.jspecify.annotations.Nullable;

/**
 * A key that this program holds.
 *
 * @param pair the keys; the public one may be a certificate
 */
record FileIdentity(KeyPair pair) implements PublicKeyIdentity {
  @Override
  public KeyPair getKeyIdentity() {
    return pair;
  }

  @Override
  public Map.Entry<String, byte[]> sign(
      @Nullable SessionContext session, String algorithm, byte[] data) throws Exception {
    var signature = NamedFactory.create(BuiltinSignatures.VALUES, algorithm);
    if (signature == null) {
      throw new NoSuchAlgorithmException(algorithm);
    }
    signature.initSigner(session, pair.getPrivate());
    signature.update(session, data);
    return Map.entry(algorithm, signature.sign(session));
  }

  /** Shows what kind of key it is, never the key. */
  @Override
  public String toString() {
    return "FileIdentity[" + pair.getPublic().getAlgorithm() + "]";
  }
}
