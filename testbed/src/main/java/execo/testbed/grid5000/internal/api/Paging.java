package execo.testbed.grid5000.internal.api;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Collections of which a request shows a part: 50 items unless asked, 500 at most. */
final class Paging {
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private Paging() {}

  static <T> ObjectNode page(
      Request request, List<T> all, Function<T, JsonNode> show, Links links) {
    var limit = Math.min(number(request, "limit", USUAL), MOST);
    var offset = Math.min(number(request, "offset", 0), all.size());
    var node = JsonNodeFactory.instance.objectNode();
    node.put("total", all.size());
    node.put("offset", offset);
    var items = node.putArray("items");
    all.subList(offset, Math.min(all.size(), offset + limit))
        .forEach(item -> items.add(show.apply(item)));
    node.set("links", links.json());
    return node;
  }

  private static int number(Request request, String name, int usual) {
    var text = request.argument(name);
    if (text == null || !text.matches("\\d+")) {
      return usual;
    }
    return text.length() > 9 ? Integer.MAX_VALUE / 2 : Integer.parseInt(text);
  }
}
