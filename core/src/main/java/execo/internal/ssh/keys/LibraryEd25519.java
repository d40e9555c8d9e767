package execo.internal.ssh.keys;

import execo.internal.os.linux.Curve25519;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.util.Arrays;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSAUtils;
import org.apache.sshd.common.util.security.eddsa.generic.GenericSignatureEd25519;
import org.jspecify.annotations.Nullable;

/** A signature of Ed25519 that libcrypto makes or verifies. */
final class LibraryEd25519 extends GenericSignatureEd25519 {
  private final Curve25519 library;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private byte[] key = {};

  LibraryEd25519(Curve25519 library, String algorithm) {
    super(algorithm);
    this.library = library;
  }

  @Override
  public void initSigner(@Nullable SessionContext session, PrivateKey secret)
      throws GeneralSecurityException {
    message.reset();
    key = EdDSAUtils.getBytes(secret);
  }

  @Override
  public void initVerifier(@Nullable SessionContext session, PublicKey shown)
      throws GeneralSecurityException {
    message.reset();
    key = EdDSAUtils.getBytes(shown);
  }

  @Override
  public void update(@Nullable SessionContext session, byte[] bytes, int offset, int length) {
    message.write(bytes, offset, length);
  }

  @Override
  public byte[] sign(@Nullable SessionContext session) throws GeneralSecurityException {
    try {
      return library.sign(key, message.toByteArray());
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  protected boolean doVerify(byte[] signature) throws SignatureException {
    try {
      return library.verify(key, message.toByteArray(), signature);
    } catch (GeneralSecurityException e) {
      throw new SignatureException(e.getMessage(), e);
    }
  }
}
