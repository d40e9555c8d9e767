package execo.internal.ssh.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Base64;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the file of a private key in OpenSSH's own format says without its passphrase. See OpenSSH's
 * {@code PROTOCOL.key}.
 *
 * @param encrypted whether the private key is encrypted
 * @param type the type of the key
 * @param publicKey the public key, or null if it is of a type that is not known here
 */
record PrivateKeyHeader(boolean encrypted, String type, @Nullable PublicKey publicKey) {
  private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
  private static final String END = "-----END OPENSSH PRIVATE KEY-----";
  private static final String MAGIC = "openssh-key-v1\0";

  /** Reads the header; null if the text is not in this format. */
  static @Nullable PrivateKeyHeader read(String text) throws IOException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      return null;
    }
    try {
      var encoded = text.substring(begin + BEGIN.length(), end);
      var buffer = new ByteArrayBuffer(Base64.getMimeDecoder().decode(encoded));
      var magic = new byte[MAGIC.length()];
      buffer.getRawBytes(magic);
      if (!new String(magic, US_ASCII).equals(MAGIC)) {
        throw new IOException("not a private key");
      }
      var cipher = buffer.getString();
      buffer.getString(); // the name of the key derivation
      buffer.getBytes(); // and its options
      buffer.getInt(); // one key
      var key = buffer.getBytes();
      var type = new ByteArrayBuffer(key).getString();
      return new PrivateKeyHeader(!cipher.equals("none"), type, publicKey(key));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("malformed private key", e);
    }
  }

  private static @Nullable PublicKey publicKey(byte[] key) {
    try {
      return new ByteArrayBuffer(key).getRawPublicKey();
    } catch (SshException | RuntimeException _) {
      return null;
    }
  }
}
