package execo.internal.ssh.keys;

import java.security.KeyPair;
import java.util.Map;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.BuiltinSignatures;

/**
 * A key that this program holds, perhaps with a certificate as its public key.
 *
 * @param pair the keys
 */
record FileIdentity(KeyPair pair) implements PublicKeyIdentity {
  @Override
  public KeyPair getKeyIdentity() {
    return pair;
  }

  @Override
  public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data)
      throws Exception {
    var signature = NamedFactory.create(BuiltinSignatures.VALUES, algorithm);
    if (signature == null) {
      throw new java.security.NoSuchAlgorithmException(algorithm);
    }
    signature.initSigner(session, pair.getPrivate());
    signature.update(session, data);
    return Map.entry(algorithm, signature.sign(session));
  }
}
