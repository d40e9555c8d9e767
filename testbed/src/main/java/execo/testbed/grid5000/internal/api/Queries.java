package execo.testbed.grid5000.internal.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of addresses and forms. */
final class Queries {
  private Queries() {}

  static List<Map.Entry<String, String>> pairs(@Nullable String text) {
    var pairs = new ArrayList<Map.Entry<String, String>>();
    if (text != null) {
      for (var part : text.split("&", -1)) {
        if (!part.isEmpty()) {
          var equals = part.indexOf('=');
          var name = equals < 0 ? part : part.substring(0, equals);
          var value = equals < 0 ? "" : part.substring(equals + 1);
          pairs.add(Map.entry(decode(name), decode(value)));
        }
      }
    }
    return pairs;
  }

  static Map<String, String> map(@Nullable String text) {
    var map = new LinkedHashMap<String, String>();
    pairs(text).forEach(pair -> map.put(pair.getKey(), pair.getValue()));
    return map;
  }

  static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
