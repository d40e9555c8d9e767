package execo.internal.ssh.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The private keys in files. */
final class KeyFiles {
  /** What a file gave. */
  sealed interface Content {}

  record Loaded(List<KeyPair> pairs) implements Content {}

  record Missing() implements Content {}

  record Unusable(String reason) implements Content {}

  private KeyFiles() {}

  static Content load(Path file) {
    if (Files.notExists(file)) {
      return new Missing();
    }
    try (var in = Files.newInputStream(file)) {
      var pairs = new ArrayList<KeyPair>();
      var loaded = SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in, null);
      if (loaded != null) {
        loaded.forEach(pairs::add);
      }
      return new Loaded(pairs);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return new Unusable(file + ": " + e.getMessage());
    }
  }
}
