package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.data.Reference;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The history of a resource, of which the stand-in keeps the last commit. */
final class VersionsApi {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

  private final Reference reference;

  VersionsApi(Reference reference) {
    this.reference = reference;
  }

  /** Answers a request whose path has {@code versions} at an index. */
  @Nullable Reply answer(Request request, int index) {
    var segments = request.segments();
    var path = segments.subList(0, index);
    var collection = path.size() % 2 == 1;
    var item = reference.item(collection ? path.subList(0, path.size() - 1) : path);
    if (item == null || segments.size() > index + 2) {
      return null;
    }
    var version = collection ? reference.version(item, path.getLast()) : reference.version(item);
    var at = collection ? item.under(path.getLast()) : item.path();
    var self = (at.equals("/") ? "" : at) + "/versions";
    if (segments.size() == index + 1) {
      var all = JsonNodeFactory.instance.objectNode();
      all.put("total", 1);
      all.put("offset", 0);
      all.putArray("items").add(commit(request, version, self, at));
      all.set("links", new Links(request).collection("self", self).item("parent", at).json());
      return Reply.collection(request, all);
    }
    var asked = segments.getLast();
    if (asked.equals("latest")) {
      var host = request.header("Host");
      return Reply.of(307)
          .with("Location", "http://" + host + request.base() + self + "/" + version);
    }
    if (!asked.equals(version)) {
      throw ApiError.notFound(request);
    }
    return Reply.item(request, 200, commit(request, version, self, at));
  }

  private ObjectNode commit(Request request, String version, String self, String parent) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("uid", version);
    node.put("date", DATE.format(reference.changed()));
    node.put("message", "[dev] update the reference data");
    node.put("author", "Grid5000");
    node.put("type", "version");
    node.set(
        "links",
        new Links(request).item("self", self + "/" + version).item("parent", parent).json());
    return node;
  }
}
