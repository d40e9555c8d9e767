package execo.internal.ssh.keys;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/**
 * Teaches Apache MINA SSHD to use the JDK's own Ed25519, for which it otherwise needs a further
 * library.
 */
public final class Ed25519 {
  private static final JdkEd25519 SUPPORT = new JdkEd25519();

  static {
    SecurityUtils.registerSecurityProvider(new Registrar());
    // These tables are filled when their classes load, which may have been before this.
    KeyUtils.registerPublicKeyEntryDecoder(SUPPORT.getEDDSAPublicKeyEntryDecoder());
    OpenSSHKeyPairResourceParser.registerPrivateKeyEntryDecoder(
        SUPPORT.getOpenSSHEDDSAPrivateKeyEntryDecoder());
  }

  private Ed25519() {}

  /** Does so for this whole program; before a client or server is built. Once more does nothing. */
  public static void install() {
    // The initializer of the class does it.
  }

  private static final class Registrar extends AbstractSecurityProviderRegistrar {
    private static final String PROVIDER = "SunEC";

    Registrar() {
      super("execo-ed25519");
    }

    @Override
    public String getProviderName() {
      return PROVIDER;
    }

    @Override
    public boolean isNamedProviderUsed() {
      return false;
    }

    @Override
    public Provider getSecurityProvider() {
      return Security.getProvider(PROVIDER);
    }

    @Override
    public boolean isSupported() {
      return getSecurityProvider() != null;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
      return Optional.of(SUPPORT);
    }
  }
}
