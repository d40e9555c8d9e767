package execo.internal.ssh.trust;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first field of a line of known hosts: names, patterns, or the hash of one name. See {@code
 * sshd(8)}, "SSH_KNOWN_HOSTS FILE FORMAT".
 */
sealed interface HostNames {
  /** Whether a name, in lower case, is one of these. */
  boolean matches(String name);

  /** Reads the field; null if it is malformed. */
  static @Nullable HostNames parse(String field) {
    if (field.startsWith("|")) {
      return Hashed.parse(field);
    }
    var patterns = Arrays.asList(field.toLowerCase(Locale.ROOT).split(",", -1));
    for (var pattern : patterns) {
      if (pattern.startsWith("!") || pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0) {
        return new Patterns(patterns);
      }
    }
    return new Names(patterns);
  }

  /** Plain names. */
  record Names(List<String> names) implements HostNames {
    @Override
    public boolean matches(String name) {
      return names.contains(name);
    }
  }

  /** Wildcards; one that begins with {@code !} excludes what it matches. */
  record Patterns(List<String> patterns) implements HostNames {
    @Override
    public boolean matches(String name) {
      var found = false;
      for (var pattern : patterns) {
        if (pattern.startsWith("!")) {
          if (Wildcards.match(pattern.substring(1), name)) {
            return false;
          }
        } else {
          found = found || Wildcards.match(pattern, name);
        }
      }
      return found;
    }
  }

  /**
   * {@code |1|salt|hash}: the HMAC-SHA1 of the name, keyed with the salt.
   *
   * @param salt the salt in base64
   * @param hash the hash in base64
   */
  record Hashed(String salt, String hash) implements HostNames {

    private static @Nullable Hashed parse(String field) {
      var parts = field.split("\\|", -1);
      if (parts.length != 4 || !parts[1].equals("1")) {
        return null;
      }
      return bytes(parts[2]) == Hasher.SIZE && bytes(parts[3]) == Hasher.SIZE
          ? new Hashed(parts[2], parts[3])
          : null;
    }

    private static int bytes(String base64) {
      try {
        return Base64.getDecoder().decode(base64).length;
      } catch (IllegalArgumentException _) {
        return -1;
      }
    }

    @Override
    public boolean matches(String name) {
      return equals(new Hasher(salt).hash(name));
    }

    /** The field as it is written. */
    String field() {
      return "|1|" + salt + "|" + hash;
    }
  }
}
