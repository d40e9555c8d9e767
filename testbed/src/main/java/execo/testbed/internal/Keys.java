package execo.testbed.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * The key that the hosts show and the key that opens them, made for one fleet.
 *
 * <p>ECDSA, because MINA SSHD has no Ed25519 without a further library.
 */
public final class Keys {
  private final KeyPair host;
  private final KeyPair client;
  private final Path directory;

  private Keys(KeyPair host, KeyPair client, Path directory) {
    this.host = host;
    this.client = client;
    this.directory = directory;
  }

  /** Makes the keys and writes what a client needs into a directory. */
  public static Keys generate(Path directory) throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var keys = new Keys(generator.generateKeyPair(), generator.generateKeyPair(), directory);
      keys.writeClientKey();
      return keys;
    } catch (GeneralSecurityException e) {
      throw new IOException("no key can be made", e);
    }
  }

  private void writeClientKey() throws IOException, GeneralSecurityException {
    var text = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(client, "execo", null, text);
    var owner = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file(), PosixFilePermissions.asFileAttribute(owner));
    Files.write(file(), text.toByteArray(), StandardOpenOption.WRITE);
    Files.writeString(
        directory.resolve("id.pub"), PublicKeyEntry.toString(client.getPublic()) + " execo\n");
  }

  /** Writes the file by which a client knows the hosts. */
  public void writeKnownHosts(int port) throws IOException {
    var line = "[127.*]:" + port + " " + PublicKeyEntry.toString(host.getPublic()) + "\n";
    Files.writeString(knownHosts(), line, StandardCharsets.US_ASCII);
  }

  KeyPair host() {
    return host;
  }

  /** Whether a key is the one that opens the hosts. */
  public boolean admits(PublicKey key) {
    return KeyUtils.compareKeys(client.getPublic(), key);
  }

  /** The private key that opens the hosts; its public part is beside it. */
  public Path file() {
    return directory.resolve("id");
  }

  /** The file by which a client knows the hosts. */
  public Path knownHosts() {
    return directory.resolve("known_hosts");
  }
}
