package execo.internal.ssh.trust;

import execo.host.HostKeyPolicy;
import execo.internal.ssh.settings.ClientSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** Whether the key that one host shows is trusted, by the files of known hosts and the policy. */
final class HostTrust {
  private final ClientSettings settings;
  private final String name;
  private final List<KnownHostsFile> files;
  private volatile @Nullable String refusal;
  private volatile CompletableFuture<@Nullable Void> remembered =
      CompletableFuture.completedFuture(null);

  private HostTrust(ClientSettings settings, List<KnownHostsFile> files) {
    this.settings = settings;
    this.files = files;
    this.name = settings.knownAs().toLowerCase(Locale.ROOT);
  }

  static HostTrust of(ClientSettings settings) {
    return new HostTrust(
        settings,
        Stream.concat(settings.userKnownHosts().stream(), settings.globalKnownHosts().stream())
            .filter(HostTrust::usable)
            .map(KnownHostsFile::of)
            .toList());
  }

  private static boolean usable(Path file) {
    return !file.equals(Path.of("/dev/null"));
  }

  /** Decides about a key that has been shown to be the host's, and remembers it if it is new. */
  boolean accepts(PublicKey key) {
    if (settings.hostKeys() == HostKeyPolicy.OFF) {
      return true;
    }
    try {
      refusal = key instanceof OpenSshCertificate certificate ? judge(certificate) : judge(key);
    } catch (IOException e) {
      refusal = "Host key verification failed: known hosts cannot be read: " + e.getMessage();
    }
    return refusal == null;
  }

  @Nullable String refusal() {
    return refusal;
  }

  /** Completes when a new key has been written. */
  CompletableFuture<@Nullable Void> remembered() {
    return remembered;
  }

  private @Nullable String judge(OpenSshCertificate certificate) throws IOException {
    var authority = base64(certificate.getCaPubKey());
    var own = base64(certificate.getCertPubKey());
    var known = known(name);
    for (var entry : known) {
      if (entry.marker() == KnownKey.Marker.REVOKED
          && (entry.key().equals(authority) || entry.key().equals(own))) {
        return revoked(entry);
      }
    }
    for (var entry : known) {
      if (entry.marker() == KnownKey.Marker.CERT_AUTHORITY && entry.key().equals(authority)) {
        return null;
      }
    }
    return judge(certificate.getCertPubKey());
  }

  private @Nullable String judge(PublicKey key) throws IOException {
    var type = KeyUtils.getKeyType(key);
    var shown = base64(key);
    KnownKey match = null;
    KnownKey changed = null;
    for (var entry : known(name)) {
      if (entry.key().equals(shown)) {
        if (entry.marker() == KnownKey.Marker.REVOKED) {
          return revoked(entry);
        }
        match = entry.marker() == KnownKey.Marker.NONE ? entry : match;
      } else if (entry.marker() == KnownKey.Marker.NONE && entry.type().equals(type)) {
        changed = changed == null ? entry : changed;
      }
    }
    if (match != null || (changed == null && knownWithoutPort(shown))) {
      return null;
    }
    if (changed != null) {
      return "Host key verification failed: "
          + name
          + " shows another "
          + type
          + " key than "
          + changed.place()
          + " has; if it was reinstalled, remove that line, otherwise somebody may stand between";
    }
    return unknown(type, shown);
  }

  private @Nullable String unknown(String type, String shown) {
    if (settings.hostKeys() == HostKeyPolicy.STRICT) {
      return "Host key verification failed: no "
          + type
          + " key is known for "
          + name
          + ", and the policy is 'strict'";
    }
    var first = settings.userKnownHosts().stream().findFirst().filter(HostTrust::usable);
    first.ifPresent(file -> remembered = KnownHostsFile.of(file).add(name, name, type, shown));
    return null;
  }

  private boolean knownWithoutPort(String shown) throws IOException {
    if (settings.hostKeyAlias() != null || settings.port() == 22) {
      return false;
    }
    return known(settings.hostName().toLowerCase(Locale.ROOT)).stream()
        .anyMatch(entry -> entry.marker() == KnownKey.Marker.NONE && entry.key().equals(shown));
  }

  private String revoked(KnownKey entry) {
    return "Host key verification failed: the key of " + name + " is revoked by " + entry.place();
  }

  private List<KnownKey> known(String of) throws IOException {
    var all = new ArrayList<KnownKey>();
    for (var file : files) {
      all.addAll(file.of(of));
    }
    return all;
  }

  /** The algorithms for the host's key, those first whose keys are known. */
  String ordered(String algorithms) {
    List<KnownKey> known;
    try {
      known = known(name);
    } catch (IOException _) {
      known = List.of(); // told when the key is judged
    }
    return KeyAlgorithms.ordered(algorithms, known);
  }

  static String base64(PublicKey key) {
    var buffer = new ByteArrayBuffer();
    buffer.putRawPublicKey(key);
    return Base64.getEncoder().encodeToString(buffer.getCompactData());
  }
}
