package execo.internal.ssh.trust;

import java.nio.file.Path;

/**
 * One line of a file of known host keys.
 *
 * @param marker what the line says of the key
 * @param names whose key it is
 * @param type the key's type, as {@code ssh-ed25519}
 * @param key the key in base64
 * @param file where the line stands
 * @param line its number, from 1
 */
record KnownKey(Marker marker, HostNames names, String type, String key, Path file, int line) {
  enum Marker {
    /** The host's own key. */
    NONE,
    /** The key of an authority that certifies host keys. */
    CERT_AUTHORITY,
    /** A key that must never be accepted. */
    REVOKED
  }

  /** Where it stands, for a person. */
  String place() {
    return file + ":" + line;
  }
}
