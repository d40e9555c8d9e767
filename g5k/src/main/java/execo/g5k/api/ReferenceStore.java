package execo.g5k.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The reference data as it is kept: an index of all names, and the JSON of each thing as text,
 * which is parsed when it is asked for. So a program that asks about one node parses one node.
 * Thread-safe.
 */
final class ReferenceStore {
  private final String version;
  private final Instant fetched;
  private final Map<String, SiteEntry> sites;
  private final Map<String, Slice> backbone;
  private final byte[] text;
  private final Map<Slice, JsonNode> parsed = new ConcurrentHashMap<>();

  ReferenceStore(
      String version,
      Instant fetched,
      Map<String, SiteEntry> sites,
      Map<String, Slice> backbone,
      byte[] text) {
    this.version = version;
    this.fetched = fetched;
    this.sites = sites;
    this.backbone = backbone;
    this.text = text;
  }

  /** Where the JSON of a thing is in the text. */
  record Slice(int offset, int length) {}

  /** A site, its network equipments and its clusters by their names. */
  record SiteEntry(
      Slice attributes, Map<String, Slice> equipments, Map<String, ClusterEntry> clusters) {}

  /**
   * A cluster and its nodes by their names.
   *
   * @param queues null if it names none
   */
  record ClusterEntry(Slice attributes, @Nullable List<String> queues, Map<String, Slice> hosts) {}

  /** The version of the API's root when the data was fetched. */
  String version() {
    return version;
  }

  Instant fetched() {
    return fetched;
  }

  Map<String, SiteEntry> sites() {
    return sites;
  }

  Map<String, Slice> backbone() {
    return backbone;
  }

  byte[] text() {
    return text;
  }

  JsonNode json(Slice slice) {
    return parsed.computeIfAbsent(
        slice, each -> Json.MAPPER.readTree(text, each.offset(), each.length()));
  }
}
