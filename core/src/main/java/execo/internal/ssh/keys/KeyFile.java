package execo.internal.ssh.keys;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.jspecify.annotations.Nullable;

/**
 * What one identity file holds.
 *
 * @param file the file of the private key
 * @param publicKey its public key, as far as it is known without a passphrase
 * @param certificate the certificate that lies beside it, or null
 * @param content the private key, or why it cannot be used
 */
record KeyFile(
    Path file,
    @Nullable PublicKey publicKey,
    @Nullable OpenSshCertificate certificate,
    Content content) {

  /** The private key, or why there is none. */
  sealed interface Content {}

  /** A key that can be used. */
  record Open(KeyPair pair) implements Content {}

  /** A key that needs its passphrase. */
  record Locked() implements Content {}

  /** No private key; the public one may be known and an agent may hold the rest. */
  record Absent() implements Content {}

  /** A key that cannot be used; {@code reason} is a line for a person. */
  record Unusable(String reason) implements Content {}

  /** A key of a kind that only OpenSSH can use, as those in a security key. */
  record Foreign(String type) implements Content {}

  KeyFile with(Content other) {
    return new KeyFile(file, publicKey, certificate, other);
  }
}
