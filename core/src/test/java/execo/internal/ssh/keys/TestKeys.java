package execo.internal.ssh.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Puts keys made for these tests into a directory, as ssh wants to find them. */
final class TestKeys {
  private TestKeys() {}

  /** The private key of a name, with the public key and the certificate that there are. */
  static Path copy(String name, Path directory) throws IOException {
    for (var ending : new String[] {"", ".pub", "-cert.pub"}) {
      try (var in = TestKeys.class.getResourceAsStream(name + ending)) {
        if (in != null) {
          Files.copy(in, directory.resolve(name + ending));
        }
      }
    }
    var file = directory.resolve(name);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** The public key of a name, in base64. */
  static String publicKey(String name) throws IOException {
    try (var in = TestKeys.class.getResourceAsStream(name + ".pub")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
          .split(" ", -1)[1].strip();
    }
  }
}
