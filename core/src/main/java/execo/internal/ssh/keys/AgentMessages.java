package execo.internal.ssh.keys;

import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The messages of the agent protocol that are used here, without their length. See the IETF draft
 * "SSH Agent Protocol" (draft-ietf-sshm-ssh-agent), sections 3.5 and 3.6.
 */
final class AgentMessages {
  private static final byte REQUEST_IDENTITIES = 11;
  private static final byte IDENTITIES_ANSWER = 12;
  private static final byte SIGN_REQUEST = 13;
  private static final byte SIGN_RESPONSE = 14;
  private static final int RSA_SHA2_256 = 2;
  private static final int RSA_SHA2_512 = 4;

  private AgentMessages() {}

  /** What an agent holds: keys that can be used here, and the types of those that cannot. */
  record Keys(List<PublicKey> usable, List<String> foreign) {}

  static byte[] requestIdentities() {
    return new byte[] {REQUEST_IDENTITIES};
  }

  static Keys identities(byte[] answer) throws IOException {
    var buffer = opened(answer, IDENTITIES_ANSWER);
    try {
      var usable = new ArrayList<PublicKey>();
      var foreign = new ArrayList<String>();
      for (int left = buffer.getInt(); left > 0; left--) {
        var blob = buffer.getBytes();
        buffer.getString(); // the comment
        var type = new ByteArrayBuffer(blob).getString();
        if (type.startsWith("sk-")) {
          foreign.add(type);
        } else {
          add(blob, type, usable, foreign);
        }
      }
      return new Keys(List.copyOf(usable), List.copyOf(foreign));
    } catch (RuntimeException e) {
      throw new IOException("the agent's list of keys is malformed", e);
    }
  }

  private static void add(byte[] blob, String type, List<PublicKey> usable, List<String> foreign) {
    try {
      usable.add(new ByteArrayBuffer(blob).getRawPublicKey());
    } catch (SshException | RuntimeException _) {
      foreign.add(type);
    }
  }

  static byte[] sign(PublicKey key, String algorithm, byte[] data) {
    var blob = new ByteArrayBuffer();
    blob.putRawPublicKey(key);
    var buffer = new ByteArrayBuffer();
    buffer.putByte(SIGN_REQUEST);
    buffer.putBytes(blob.getCompactData());
    buffer.putBytes(data);
    buffer.putUInt(
        switch (KeyUtils.getSignatureAlgorithm(algorithm, key)) {
          case "rsa-sha2-256" -> RSA_SHA2_256;
          case "rsa-sha2-512" -> RSA_SHA2_512;
          default -> 0;
        });
    return buffer.getCompactData();
  }

  /** The signature alone, without the name of its algorithm. */
  static byte[] signature(byte[] answer) throws IOException {
    var buffer = opened(answer, SIGN_RESPONSE);
    try {
      var signature = new ByteArrayBuffer(buffer.getBytes());
      signature.getString(); // its algorithm
      return signature.getBytes();
    } catch (RuntimeException e) {
      throw new IOException("the agent's signature is malformed", e);
    }
  }

  private static ByteArrayBuffer opened(byte[] answer, byte expected) throws IOException {
    if (answer.length == 0 || answer[0] != expected) {
      throw new IOException("the agent refused");
    }
    var buffer = new ByteArrayBuffer(answer);
    buffer.getByte();
    return buffer;
  }
}
