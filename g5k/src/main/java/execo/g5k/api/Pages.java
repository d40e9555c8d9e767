package execo.g5k.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads a collection page by page. */
final class Pages {
  /** The most that the API gives at once. */
  private static final int LIMIT = 500;

  private Pages() {}

  /** Every item once, also one that moves between pages meanwhile. */
  static <T> List<T> read(
      Resources resources,
      String path,
      Map<String, String> query,
      Function<JsonNode, T> reader,
      Function<T, Object> id) {
    return read(resources, path, query, reader, id, _ -> true);
  }

  /** The same up to the page with the first item that is not wanted; such items are left out. */
  static <T> List<T> read(
      Resources resources,
      String path,
      Map<String, String> query,
      Function<JsonNode, T> reader,
      Function<T, Object> id,
      Predicate<T> wanted) {
    var all = new LinkedHashMap<Object, T>();
    boolean last = false;
    int offset = 0;
    while (true) {
      var arguments = new LinkedHashMap<String, Object>(query);
      arguments.put("limit", LIMIT);
      arguments.put("offset", offset);
      JsonNode page = resources.live(path, arguments);
      for (JsonNode each : page.path("items")) {
        T item = reader.apply(each);
        if (wanted.test(item)) {
          all.putIfAbsent(id.apply(item), item);
        } else {
          last = true;
        }
      }
      int size = page.path("items").size();
      offset += size;
      if (last || size == 0 || offset >= page.path("total").asInt(0)) {
        return List.copyOf(all.values());
      }
    }
  }
}
