package execo.g5k.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Reads a collection page by page, while items may come and go. A page begins with the last items
 * of the one before; where it has none of the known ones, items before it have gone, those after
 * them have moved up, and it is read again from further ahead.
 */
final class Pages {
  /** The most that the API gives at once. */
  private static final int LIMIT = 500;

  /** So many items of a page are asked for again with the next one. */
  private static final int OVERLAP = 10;

  private Pages() {}

  /** Every item once that is there all the time, in the order of the collection. */
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
    int offset = 0;
    int end = 0;
    while (true) {
      var arguments = new LinkedHashMap<String, Object>(query);
      arguments.put("limit", LIMIT);
      arguments.put("offset", offset);
      JsonNode page = resources.live(path, arguments);
      List<T> items = Json.list(page.path("items"), reader);
      boolean gap = offset < end && items.stream().map(id).noneMatch(all::containsKey);
      if (gap && offset > 0) {
        offset = Math.max(0, offset - LIMIT / 2);
        continue;
      }
      for (T item : items) {
        if (wanted.test(item)) {
          all.putIfAbsent(id.apply(item), item);
        }
      }
      end = offset + items.size();
      boolean last = !items.stream().allMatch(wanted);
      if (last || items.isEmpty() || end >= page.path("total").asInt(0)) {
        return List.copyOf(all.values());
      }
      offset = end - Math.min(OVERLAP, items.size() - 1);
    }
  }
}
