package execo.internal.ssh.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes names of hosts with one salt as {@code ssh-keygen -H} does: HMAC-SHA1, keyed with the salt
 * (OpenSSH, {@code hostfile.c}). Not thread-safe.
 */
final class Hasher {
  /** The length of a salt, and of a hash, in bytes. */
  static final int SIZE = 20;

  private static final String ALGORITHM = "HmacSHA1";

  private final String salt;
  private final Mac mac;

  /**
   * One for a salt.
   *
   * @param salt the salt in base64
   */
  Hasher(String salt) {
    this.salt = salt;
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(salt), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM, e);
    }
  }

  /** A salt that nobody has had. */
  static String newSalt() {
    var salt = new byte[SIZE];
    new SecureRandom().nextBytes(salt);
    return Base64.getEncoder().encodeToString(salt);
  }

  /** A name, hashed. */
  HostNames.Hashed hash(String name) {
    var hash = mac.doFinal(name.getBytes(UTF_8));
    return new HostNames.Hashed(salt, Base64.getEncoder().encodeToString(hash));
  }
}
