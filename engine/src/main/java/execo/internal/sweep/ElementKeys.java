package execo.internal.sweep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Short keys of elements: the first 128 bits of the SHA-256 of their JSON, the names of maps in
 * order. Equal elements have equal keys; others have others, as far as SHA-256 can be trusted.
 */
final class ElementKeys {
  private ElementKeys() {}

  static UUID of(Object element) {
    var json = new StringBuilder();
    Values.write(json, sorted(element));
    return uuid(sha256().digest(json.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** The key of a list of keys. */
  static UUID of(List<UUID> keys) {
    var digest = sha256();
    var bytes = ByteBuffer.allocate(16);
    for (var key : keys) {
      bytes.clear();
      bytes.putLong(key.getMostSignificantBits()).putLong(key.getLeastSignificantBits());
      digest.update(bytes.flip());
    }
    return uuid(digest.digest());
  }

  private static UUID uuid(byte[] digest) {
    var bytes = ByteBuffer.wrap(digest);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((name, member) -> sorted.put((String) name, sorted(member)));
        yield sorted;
      }
      case List<?> list -> {
        var members = new ArrayList<@Nullable Object>();
        list.forEach(member -> members.add(sorted(member)));
        yield members;
      }
      case null, default -> value;
    };
  }
}
