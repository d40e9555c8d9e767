package execo.testbed.grid5000.internal.api;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The links of a resource, in the making. */
public final class Links {
  private final ArrayNode links = JsonNodeFactory.instance.arrayNode();
  private final String base;

  /** None yet; addresses begin with the base of a request. */
  public Links(Request request) {
    base = request.base();
  }

  /** Adds one to an item. */
  public Links item(String rel, String path) {
    return add(rel, path, "item");
  }

  /** Adds one to a collection. */
  public Links collection(String rel, String path) {
    return add(rel, path, "collection");
  }

  private Links add(String rel, String path, String kind) {
    var link = links.addObject();
    link.put("rel", rel);
    link.put("href", base + path);
    link.put("type", "application/vnd.grid5000." + kind + "+json");
    return this;
  }

  /** All of them. */
  public ArrayNode json() {
    return links;
  }
}
