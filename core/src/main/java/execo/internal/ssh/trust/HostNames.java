package execo.internal.ssh.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The first field of a line of known hosts: names, patterns, or the hash of one name. See {@code
 * sshd(8)}, "SSH_KNOWN_HOSTS FILE FORMAT".
 */
sealed interface HostNames {
  /** Whether a name, in lower case, is one of these. */
  boolean matches(String name);

  /** The names that are spelled out; null if a name must be tried with {@link #matches}. */
  default @Nullable List<String> spelledOut() {
    return null;
  }

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

    @Override
    public List<String> spelledOut() {
      return names;
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

  /** {@code |1|salt|HMAC-SHA1 of the name|}. */
  final class Hashed implements HostNames {
    private static final String ALGORITHM = "HmacSHA1";

    private final SecretKeySpec salt;
    private final byte[] hash;

    private Hashed(byte[] salt, byte[] hash) {
      this.salt = new SecretKeySpec(salt, ALGORITHM);
      this.hash = hash;
    }

    private static @Nullable Hashed parse(String field) {
      var parts = field.split("\\|", -1);
      if (parts.length != 4 || !parts[1].equals("1")) {
        return null;
      }
      try {
        var salt = Base64.getDecoder().decode(parts[2]);
        var hash = Base64.getDecoder().decode(parts[3]);
        return salt.length == 0 ? null : new Hashed(salt, hash);
      } catch (IllegalArgumentException _) {
        return null;
      }
    }

    @Override
    public boolean matches(String name) {
      return MessageDigest.isEqual(hash, hmac(salt, name));
    }

    /** The field for a name, with this salt. */
    static String field(String name, byte[] salt) {
      var encoder = Base64.getEncoder();
      return "|1|"
          + encoder.encodeToString(salt)
          + "|"
          + encoder.encodeToString(hmac(new SecretKeySpec(salt, ALGORITHM), name));
    }

    private static byte[] hmac(SecretKeySpec salt, String name) {
      try {
        var mac = Mac.getInstance(ALGORITHM);
        mac.init(salt);
        return mac.doFinal(name.getBytes(UTF_8));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("no " + ALGORITHM, e);
      }
    }
  }
}
