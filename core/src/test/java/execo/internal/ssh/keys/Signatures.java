package execo.internal.ssh.keys;

import java.security.PublicKey;
import java.util.Map;
import java.util.Objects;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** Looks at signatures as a server does. */
final class Signatures {
  private Signatures() {}

  static boolean verify(
      PublicKey key, String algorithm, byte[] data, Map.Entry<String, byte[]> signature)
      throws Exception {
    Signature verifier =
        Objects.requireNonNull(NamedFactory.create(BuiltinSignatures.VALUES, algorithm));
    verifier.initVerifier(null, key);
    verifier.update(null, data);
    return verifier.verify(null, signature.getValue());
  }
}
