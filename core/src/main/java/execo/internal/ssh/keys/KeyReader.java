package execo.internal.ssh.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKdfOptions;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.config.keys.loader.openssh.kdf.BCryptKdfOptions;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Reads private keys, public keys and certificates out of files. */
final class KeyReader {
  private static final EnumSet<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private KeyReader() {}

  /** Reads an identity file with what lies beside it; never fails for what it finds. */
  static KeyFile read(Path file) {
    var certificate =
        publicKey(sibling(file, "-cert.pub")) instanceof OpenSshCertificate found ? found : null;
    var beside = publicKey(sibling(file, ".pub"));
    try {
      return read(file, beside, certificate);
    } catch (NoSuchFileException _) {
      return new KeyFile(file, beside, certificate, new KeyFile.Absent());
    } catch (AccessDeniedException _) {
      return unusable(file, beside, certificate, "cannot be read: permission denied");
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return unusable(file, beside, certificate, "cannot be read: " + e.getMessage());
    }
  }

  private static KeyFile read(
      Path file, @Nullable PublicKey beside, @Nullable OpenSshCertificate certificate)
      throws IOException, GeneralSecurityException {
    var text = Files.readString(file, ISO_8859_1);
    if (!text.contains("-----BEGIN")) {
      var only = publicKey(file);
      return only == null
          ? unusable(file, beside, certificate, "is not a private key")
          : new KeyFile(file, only, certificate, new KeyFile.Absent());
    }
    if (openToOthers(file)) {
      return unusable(file, beside, certificate, "is open to others: chmod 600 " + file);
    }
    var header = PrivateKeyHeader.read(text);
    if (header != null && header.publicKey() != null && header.encrypted()) {
      return new KeyFile(file, header.publicKey(), certificate, new KeyFile.Locked());
    }
    if (header != null && header.type().startsWith("sk-")) {
      return new KeyFile(file, beside, certificate, new KeyFile.Foreign(header.type()));
    }
    if (header == null && text.contains("ENCRYPTED")) {
      return unusable(
          file,
          beside,
          certificate,
          "is encrypted in PEM form: ssh-keygen -p -f " + file + " turns it into OpenSSH's");
    }
    var pair =
        first(SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in(text), null));
    return pair == null
        ? unusable(file, beside, certificate, "holds no private key that is understood")
        : new KeyFile(file, pair.getPublic(), certificate, new KeyFile.Open(pair));
  }

  /**
   * Decrypts a private key in OpenSSH's format.
   *
   * @return the key, or null if the passphrase is wrong
   */
  static @Nullable KeyPair decrypt(Path file, byte[] passphrase) throws IOException {
    var text = Files.readString(file, ISO_8859_1);
    try {
      return first(
          new Decryption(passphrase).loadKeyPairs(null, new PathResource(file), PRESENT, in(text)));
    } catch (IOException | GeneralSecurityException | RuntimeException _) {
      return null; // what is decrypted with a wrong key is random
    }
  }

  /** Says that there is a passphrase; {@link Decryption} has it, in memory that can be cleared. */
  private static final FilePasswordProvider PRESENT = FilePasswordProvider.of("-");

  /** The parser, but with a passphrase that is not a string. */
  private static final class Decryption extends OpenSSHKeyPairResourceParser {
    private final byte[] passphrase;

    Decryption(byte[] passphrase) {
      this.passphrase = passphrase;
    }

    @Override
    protected OpenSSHKdfOptions resolveKdfOptions(
        SessionContext session,
        NamedResource resource,
        String begin,
        String end,
        InputStream stream,
        Map<String, String> headers)
        throws IOException, GeneralSecurityException {
      var read = super.resolveKdfOptions(session, resource, begin, end, stream, headers);
      if (!(read instanceof BCryptKdfOptions given)) {
        return read;
      }
      var options =
          new BCryptKdfOptions() {
            @Override
            protected void bcryptKdf(byte[] ignored, byte[] output)
                throws IOException, GeneralSecurityException {
              super.bcryptKdf(Arrays.copyOf(passphrase, passphrase.length), output);
            }
          };
      options.setSalt(given.getSalt());
      options.setNumRounds(given.getNumRounds());
      return options;
    }
  }

  /** The public key or certificate of a file; null if there is none that is understood. */
  static @Nullable PublicKey publicKey(Path file) {
    try {
      for (var line : Files.readAllLines(file, ISO_8859_1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          return PublicKeyEntry.parsePublicKeyEntry(line.strip())
              .resolvePublicKey(null, Map.of(), null);
        }
      }
      return null;
    } catch (IOException | GeneralSecurityException | RuntimeException _) {
      return null;
    }
  }

  /**
   * A file whose name goes on after the key's; not {@code resolveSibling}, which needs a parent.
   */
  static Path sibling(Path file, String ending) {
    return Path.of(file + ending);
  }

  private static boolean openToOthers(Path file) throws IOException {
    try {
      var owner = Files.getOwner(file).getName();
      var open = Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
      return open && owner.equals(System.getProperty("user.name"));
    } catch (UnsupportedOperationException _) {
      return false;
    }
  }

  private static KeyFile unusable(
      Path file,
      @Nullable PublicKey beside,
      @Nullable OpenSshCertificate certificate,
      String reason) {
    return new KeyFile(file, beside, certificate, new KeyFile.Unusable(file + " " + reason));
  }

  private static @Nullable KeyPair first(@Nullable Iterable<KeyPair> pairs) {
    if (pairs == null) {
      return null;
    }
    var iterator = pairs.iterator();
    return iterator.hasNext() ? iterator.next() : null;
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }
}
