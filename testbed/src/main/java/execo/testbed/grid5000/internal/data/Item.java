package execo.testbed.grid5000.internal.data;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An item of the reference data.
 *
 * @param path where it is, beginning with a slash
 * @param kind what it is
 * @param all its attributes and what is under it
 */
public record Item(String path, Kind kind, ObjectNode all) {
  /** Its name. */
  public String uid() {
    return all.path("uid").asString();
  }

  /** The path of something under it. */
  public String under(String rest) {
    return path.equals("/") ? "/" + rest : path + "/" + rest;
  }

  /** The path of what it belongs to: the item that owns its collection. */
  public String parent() {
    if (kind == Kind.GRID) {
      return "/";
    }
    var collection = path.substring(0, path.lastIndexOf('/'));
    var owner = collection.substring(0, collection.lastIndexOf('/'));
    return owner.isEmpty() ? "/" : owner;
  }

  /** Its own attributes, without what is under it. */
  public ObjectNode attributes() {
    var own = JsonNodeFactory.instance.objectNode();
    for (var entry : all.properties()) {
      if (!kind.collections().contains(entry.getKey())) {
        own.set(entry.getKey(), entry.getValue());
      }
    }
    return own;
  }

  /**
   * It with all that is under it: sites and clusters are maps by uid, all else arrays, in the order
   * of the repository.
   */
  public ObjectNode deep(Reference reference) {
    var deep = attributes();
    for (var collection : kind.collections()) {
      if (all.has(collection)) {
        deep.set(collection, deep(reference, collection));
      }
    }
    return deep;
  }

  /** All that is in one of its collections. */
  public JsonNode deep(Reference reference, String collection) {
    var kindOfItems = Kind.of(collection);
    var items = reference.items(this, collection);
    if (kindOfItems == Kind.SITE || kindOfItems == Kind.CLUSTER) {
      var map = JsonNodeFactory.instance.objectNode();
      items.forEach(item -> map.set(item.uid(), item.deep(reference)));
      return map;
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> array.add(item.deep(reference)));
    return array;
  }
}
