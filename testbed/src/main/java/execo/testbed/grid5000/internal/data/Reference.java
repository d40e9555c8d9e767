package execo.testbed.grid5000.internal.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One state of the reference data, looked up by path. Thread-safe.
 *
 * <p>The version of a path changes with what is at it and under it, and with nothing else.
 */
public final class Reference {
  private final ObjectNode tree;
  private final Instant changed;
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  /** Serves a tree that nobody changes any more. */
  public Reference(ObjectNode tree, Instant changed) {
    this.tree = tree;
    this.changed = changed;
  }

  /** When it was changed last. */
  public Instant changed() {
    return changed;
  }

  /** The grid. */
  public Item grid() {
    return new Item("/", Kind.GRID, tree);
  }

  /** The items of a collection of an item, in the order of the repository. */
  public List<Item> items(Item owner, String collection) {
    var kind = Kind.of(collection);
    var items = new ArrayList<Item>();
    if (owner.all().get(collection) instanceof ObjectNode map) {
      for (var entry : map.properties()) {
        items.add(
            new Item(
                owner.under(collection + "/" + entry.getKey()),
                kind,
                (ObjectNode) entry.getValue()));
      }
    }
    items.sort(Comparator.comparing(item -> kind.sortKey(item.uid())));
    return items;
  }

  /** The item at a path of collections and uids, or null. */
  public @Nullable Item item(List<String> path) {
    var item = grid();
    for (var i = 0; i + 1 < path.size(); i += 2) {
      var collection = path.get(i);
      var uid = path.get(i + 1);
      if (!item.kind().collections().contains(collection)
          || !(item.all().path(collection).get(uid) instanceof ObjectNode node)) {
        return null;
      }
      item = new Item(item.under(collection + "/" + uid), Kind.of(collection), node);
    }
    return item;
  }

  /** The version of what is at a path. */
  public String version(String path, ObjectNode content) {
    return versions.computeIfAbsent(path, p -> sha1(p + content));
  }

  /** The version of a collection of an item. */
  public String version(Item owner, String collection) {
    var node = owner.all().get(collection);
    var content = node instanceof ObjectNode map ? map : JsonNodeFactory.instance.objectNode();
    return version(owner.under(collection), content);
  }

  /** The version of an item. */
  public String version(Item item) {
    return version(item.path(), item.all());
  }

  private static String sha1(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
