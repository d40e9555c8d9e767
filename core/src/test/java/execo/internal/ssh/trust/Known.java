package execo.internal.ssh.trust;

import execo.host.HostKeyPolicy;
import execo.internal.ssh.settings.ClientOptions;
import execo.internal.ssh.settings.ClientSettings;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;

/** Settings and keys for tests of trust. */
final class Known {
  private Known() {}

  static ClientSettings settings(String host, int port, HostKeyPolicy policy, Path... files) {
    return settings(host, port, policy, false, Map.of(), files);
  }

  static ClientSettings settings(
      String host,
      int port,
      HostKeyPolicy policy,
      boolean hash,
      Map<String, List<String>> options,
      Path... files) {
    return new ClientSettings(
        host,
        port,
        "me",
        List.of(),
        List.of(),
        false,
        null,
        List.of(),
        null,
        policy,
        List.of(files),
        List.of(),
        hash,
        ClientOptions.of(options));
  }

  static PublicKey ed25519() {
    return key("Ed25519");
  }

  static PublicKey ecdsa() {
    return key("EC");
  }

  private static PublicKey key(String algorithm) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(256);
      }
      return generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
