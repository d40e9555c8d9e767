package execo.internal.ssh.keys;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Passphrases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {
  private static final String PASSPHRASE = "pass é phrase";

  @TempDir Path directory;

  @BeforeAll
  static void install() {
    Ed25519.install();
  }

  @AfterEach
  void forget() {
    KeyFiles.use(Passphrases.NONE);
  }

  private static String base64(PublicKey key) {
    var buffer = new ByteArrayBuffer();
    buffer.putRawPublicKey(key);
    return Base64.getEncoder().encodeToString(buffer.getCompactData());
  }

  @ParameterizedTest
  @CsvSource({
    "test_ed25519,      ssh-ed25519",
    "test_ecdsa,        ecdsa-sha2-nistp384",
    "test_rsa,          rsa-sha2-512",
    "test_rsa_pem,      rsa-sha2-256",
    "test_ecdsa_pkcs8,  ecdsa-sha2-nistp256"
  })
  void opensAndSigns(String name, String algorithm) throws Exception {
    var file = KeyFiles.of(TestKeys.copy(name, directory));
    assertThat(file.content()).isInstanceOf(KeyFile.Open.class);
    var pair = ((KeyFile.Open) file.content()).pair();
    assertThat(base64(pair.getPublic())).isEqualTo(TestKeys.publicKey(name));
    var signature = new FileIdentity(pair).sign(null, algorithm, new byte[] {1, 2, 3});
    assertThat(signature.getKey()).isEqualTo(algorithm);
    assertThat(Signatures.verify(pair.getPublic(), algorithm, new byte[] {1, 2, 3}, signature))
        .isTrue();
    assertThat(Signatures.verify(pair.getPublic(), algorithm, new byte[] {1, 2, 4}, signature))
        .isFalse();
  }

  @Test
  void publicKeyIsFoundAgainFromAPrivateKeyAlone() throws Exception {
    var file = KeyFiles.of(TestKeys.copy("test_ed25519_pkcs8", directory));
    var pair = ((KeyFile.Open) file.content()).pair();
    var signature = new FileIdentity(pair).sign(null, "ssh-ed25519", new byte[] {7});
    assertThat(Signatures.verify(pair.getPublic(), "ssh-ed25519", new byte[] {7}, signature))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"test_ed25519", "test_ecdsa", "test_rsa"})
  void certificateLiesBesideItsKey(String name) throws Exception {
    var file = KeyFiles.of(TestKeys.copy(name, directory));
    var certificate = Objects.requireNonNull(file.certificate());
    assertThat(certificate.getType()).isEqualTo(OpenSshCertificate.Type.USER);
    assertThat(base64(certificate.getCertPubKey())).isEqualTo(TestKeys.publicKey(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"test_ed25519_locked", "test_rsa_locked"})
  void passphraseOpensAndIsWiped(String name) throws Exception {
    var path = TestKeys.copy(name, directory);
    Files.delete(directory.resolve(name + ".pub"));
    var asked = new ArrayList<Integer>();
    var given = new ArrayList<char[]>();
    KeyFiles.use((file, attempt) -> {
      assertThat(file).isEqualTo(path);
      asked.add(attempt);
      var passphrase = (attempt == 1 ? "wrong" : PASSPHRASE).toCharArray();
      given.add(passphrase);
      return passphrase;
    });
    assertThat(KeyFiles.of(path).content()).isEqualTo(new KeyFile.Locked());
    assertThat(base64(Objects.requireNonNull(KeyFiles.of(path).publicKey())))
        .isEqualTo(TestKeys.publicKey(name));
    assertThat(KeyFiles.unlocked(path).content()).isInstanceOf(KeyFile.Open.class);
    assertThat(KeyFiles.of(path).content()).isInstanceOf(KeyFile.Open.class);
    KeyFiles.unlocked(path);
    assertThat(asked).containsExactly(1, 2);
    assertThat(given)
        .allSatisfy(chars ->
            assertThat(IntStream.range(0, chars.length).map(i -> chars[i])).containsOnly(0));
  }

  @Test
  void withoutAPassphraseTheReasonIsTold() throws Exception {
    var path = TestKeys.copy("test_ed25519_locked", directory);
    assertThat(KeyFiles.unlocked(path).content())
        .isEqualTo(new KeyFile.Unusable(path + " is encrypted and there is no passphrase for it"));
  }

  @Test
  void wrongPassphrasesAreAskedForThreeTimesOnce() throws Exception {
    var path = TestKeys.copy("test_ed25519_locked", directory);
    var asked = new ArrayList<Integer>();
    KeyFiles.use((_, attempt) -> {
      asked.add(attempt);
      return "no".toCharArray();
    });
    for (int i = 0; i < 2; i++) {
      assertThat(KeyFiles.unlocked(path).content().toString()).contains("passphrase was wrong");
    }
    assertThat(asked).containsExactly(1, 2, 3);
  }

  @Test
  void encryptedPemTellsHowToConvertIt() throws Exception {
    var path = TestKeys.copy("test_ecdsa_pem_locked", directory);
    assertThat(KeyFiles.of(path).content().toString()).contains("ssh-keygen -p -f " + path);
  }

  @Test
  void keyThatOthersMayReadIsNotUsed() throws Exception {
    var path = TestKeys.copy("test_ed25519", directory);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(KeyFiles.of(path).content().toString()).contains("chmod 600 " + path);
  }

  @Test
  void whatIsNoKeyIsTold() throws Exception {
    var garbage = Files.writeString(directory.resolve("garbage"), "hello\n");
    assertThat(KeyFiles.of(garbage).content().toString()).contains("is not a private key");
    var broken =
        Files.writeString(
            directory.resolve("broken"),
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rw-------"));
    assertThat(KeyFiles.of(broken).content()).isInstanceOf(KeyFile.Unusable.class);
    assertThat(KeyFiles.of(directory.resolve("none")).content()).isEqualTo(new KeyFile.Absent());
  }

  @Test
  void changedFileIsReadAgain() throws Exception {
    var path = TestKeys.copy("test_ed25519", directory);
    var first = KeyFiles.of(path);
    assertThat(KeyFiles.of(path)).isSameAs(first);
    Files.delete(path);
    assertThat(KeyFiles.of(path).content()).isEqualTo(new KeyFile.Absent());
    assertThat(KeyFiles.of(path).publicKey()).isNotNull();
  }

  @Test
  void publicKeyFileNamesAKeyOfTheAgent() throws IOException {
    TestKeys.copy("test_ed25519", directory);
    var file = KeyFiles.of(directory.resolve("test_ed25519.pub"));
    assertThat(file.content()).isEqualTo(new KeyFile.Absent());
    assertThat(file.publicKey()).isNotNull();
  }

  @Test
  void keyOfASecurityKeyIsForOpenssh() throws Exception {
    var blob = new ByteArrayBuffer();
    blob.putString("sk-ssh-ed25519@openssh.com");
    blob.putBytes(new byte[32]);
    blob.putString("ssh:");
    var buffer = new ByteArrayBuffer();
    buffer.putRawBytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
    buffer.putString("none");
    buffer.putString("none");
    buffer.putString("");
    buffer.putInt(1);
    buffer.putBytes(blob.getCompactData());
    buffer.putBytes(new byte[64]);
    var text = Base64.getMimeEncoder().encodeToString(buffer.getCompactData());
    var path =
        Files.writeString(
            directory.resolve("id_sk"),
            "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + text
                + "\n-----END OPENSSH PRIVATE KEY-----\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    assertThat(KeyFiles.of(path).content())
        .isEqualTo(new KeyFile.Foreign("sk-ssh-ed25519@openssh.com"));
  }
}
