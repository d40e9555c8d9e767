package execo.internal.ssh.trust;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a file of known host keys; lines that it cannot read are left out. */
final class KnownHostsParser {
  private static final Pattern BLANKS = Pattern.compile("[ \t]+");

  private KnownHostsParser() {}

  static List<KnownKey> parse(String text, Path file) {
    var keys = new ArrayList<KnownKey>();
    int number = 0;
    for (var line : text.split("\n", -1)) {
      number++;
      var key = line(line, file, number);
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static @Nullable KnownKey line(String line, Path file, int number) {
    var stripped = line.strip();
    if (stripped.isEmpty() || stripped.startsWith("#")) {
      return null;
    }
    var words = BLANKS.split(stripped, 5);
    var marker = marker(words[0]);
    if (marker == null) {
      return null;
    }
    int first = marker == KnownKey.Marker.NONE ? 0 : 1;
    if (words.length < first + 3 || !base64(words[first + 2])) {
      return null;
    }
    var names = HostNames.parse(words[first]);
    return names == null
        ? null
        : new KnownKey(marker, names, words[first + 1], words[first + 2], file, number);
  }

  private static KnownKey.@Nullable Marker marker(String word) {
    if (!word.startsWith("@")) {
      return KnownKey.Marker.NONE;
    }
    return switch (word) {
      case "@cert-authority" -> KnownKey.Marker.CERT_AUTHORITY;
      case "@revoked" -> KnownKey.Marker.REVOKED;
      default -> null;
    };
  }

  private static boolean base64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
