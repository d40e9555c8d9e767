package execo.internal.ssh.embedded;

import execo.internal.os.linux.Curve25519;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import org.apache.sshd.client.kex.DHGClient;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.digest.Digest;
import org.apache.sshd.common.kex.AbstractDH;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHFactory;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.util.buffer.Buffer;

/** The client's side of one key exchange over X25519 (RFC 8731), with libcrypto. */
final class X25519 extends AbstractDH {
  private static final Set<String> NAMES =
      Set.of(
          BuiltinDHFactories.curve25519.getName(), BuiltinDHFactories.curve25519_libssh.getName());
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Curve25519 library;
  private final byte[] secret = new byte[Curve25519.KEY];
  private byte[] others = {};

  private X25519(Curve25519 library) {
    this.library = library;
    RANDOM.nextBytes(secret);
  }

  /** This in the place of the exchange over the same curve; any other as it is. */
  static KeyExchangeFactory instead(KeyExchangeFactory other) {
    var library = Curve25519.library();
    return library != null && NAMES.contains(other.getName())
        ? DHGClient.newFactory(new Factory(other.getName(), library))
        : other;
  }

  private record Factory(String name, Curve25519 library) implements DHFactory {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isSupported() {
      return true;
    }

    @Override
    public boolean isGroupExchange() {
      return false;
    }

    @Override
    public AbstractDH create(Object... parameters) {
      return new X25519(library);
    }
  }

  @Override
  protected byte[] calculateE() throws GeneralSecurityException {
    return library.publicKey(secret);
  }

  @Override
  public void setF(byte[] f) {
    others = f.clone();
  }

  @Override
  protected byte[] calculateK() throws GeneralSecurityException {
    try {
      return stripLeadingZeroes(library.agree(secret, others));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public void putE(Buffer buffer, byte[] e) {
    buffer.putBytes(e);
  }

  @Override
  public void putF(Buffer buffer, byte[] f) {
    buffer.putBytes(f);
  }

  @Override
  public Digest getHash() {
    return BuiltinDigests.sha256.create();
  }
}
