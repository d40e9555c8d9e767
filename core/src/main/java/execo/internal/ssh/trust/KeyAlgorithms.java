package execo.internal.ssh.trust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;

/** The order in which algorithms for the host's key are asked for. */
final class KeyAlgorithms {
  private static final String CERTIFICATE = "-cert-v01@openssh.com";

  private KeyAlgorithms() {}

  /**
   * Those first whose keys are known, so that a host that has keys of several types shows one that
   * can be compared. Certificates are asked for only where an authority is known.
   *
   * @param algorithms names, separated by commas
   */
  static String ordered(String algorithms, List<KnownKey> known) {
    var types = new HashSet<String>();
    var authority = false;
    for (var entry : known) {
      switch (entry.marker()) {
        case NONE -> types.add(entry.type());
        case CERT_AUTHORITY -> authority = true;
        case REVOKED -> {}
      }
    }
    var first = new ArrayList<String>();
    var then = new ArrayList<String>();
    for (var algorithm : algorithms.split(",", -1)) {
      if (algorithm.endsWith(CERTIFICATE)) {
        if (authority) {
          first.add(algorithm);
        }
      } else if (types.contains(KeyUtils.getCanonicalKeyType(algorithm))) {
        first.add(algorithm);
      } else {
        then.add(algorithm);
      }
    }
    first.addAll(then);
    return String.join(",", first);
  }
}
