package execo.g5k.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads a collection page by page. */
final class Pages {
  private Pages() {}

  /** Gives every item; one that moves between pages meanwhile comes twice. */
  static void read(
      Resources resources,
      String path,
      Map<String, String> query,
      int limit,
      Consumer<JsonNode> items) {
    int offset = 0;
    while (true) {
      var arguments = new LinkedHashMap<String, Object>(query);
      arguments.put("limit", limit);
      arguments.put("offset", offset);
      JsonNode page = resources.live(path, arguments);
      page.path("items").forEach(items);
      int size = page.path("items").size();
      offset += size;
      if (size == 0 || offset >= page.path("total").asInt(0)) {
        return;
      }
    }
  }
}
