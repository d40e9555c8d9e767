package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.data.Item;
import execo.testbed.grid5000.internal.data.Kind;
import execo.testbed.grid5000.internal.data.Reference;
import execo.testbed.grid5000.internal.site.GridSite;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The reference data: sites, clusters, nodes and the network. */
public final class ReferenceApi implements ApiPart {
  private static final List<String> SITE_SERVICES =
      List.of("jobs", "environments", "deployments", "vlans", "metrics", "storage");
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'HH:mm[:ss][XXX][XX][X]]")
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
  private static final String MINUTE =
      "public, max-age=60, s-maxage=60, must-revalidate, proxy-revalidate";
  private static final String MONTH = "public, max-age=2592000, s-maxage=2592000";

  private final Supplier<Reference> current;
  private final Map<String, GridSite> sites;
  private final String salt = UUID.randomUUID().toString();

  /** Serves what is current at each request, and of sites the nodes of their jobs. */
  public ReferenceApi(Supplier<Reference> current, Map<String, GridSite> sites) {
    this.current = current;
    this.sites = sites;
  }

  @Override
  public @Nullable Reply answer(Request request) {
    var reference = current.get();
    var segments = request.segments();
    var size = segments.size();
    var versions = segments.indexOf("versions");
    if (versions >= 0) {
      return new VersionsApi(reference).answer(request, versions);
    }
    var collection = size % 2 == 1;
    var owner = reference.item(collection ? segments.subList(0, size - 1) : segments);
    if (owner == null || (collection && !owner.kind().collections().contains(segments.getLast()))) {
      return null;
    }
    if (!request.isGet()) {
      throw ApiError.notAllowed(request);
    }
    var version =
        collection ? reference.version(owner, segments.getLast()) : reference.version(owner);
    checkVersion(request, reference, version);
    if (owner.kind() == Kind.SITE
        && !collection
        && request.argument("deep") != null
        && request.argument("job_id") != null) {
      return Reply.item(request, 200, nodesOfJob(request, reference, owner));
    }
    var unchanged = unchanged(request, reference, version);
    if (unchanged != null) {
      return cached(request, unchanged, reference, version);
    }
    var reply =
        collection
            ? Reply.collection(request, collection(request, reference, owner, segments.getLast()))
            : request.argument("deep") != null
                ? Reply.item(request, 200, deep(request, reference, owner))
                : Reply.item(request, 200, item(request, reference, owner));
    return cached(request, reply, reference, version);
  }

  private static void checkVersion(Request request, Reference reference, String version) {
    var asked = request.argument("version");
    if (asked != null && !Set.of(version, reference.version(reference.grid())).contains(asked)) {
      throw ApiError.notFound(request);
    }
    var branch = request.argument("branch");
    if (branch != null && !Set.of("master", "testing").contains(branch)) {
      throw ApiError.notFound(request);
    }
    var time = request.argument("timestamp");
    if (time != null
        && (!time.matches("\\d+") || Long.parseLong(time) < reference.changed().getEpochSecond())) {
      throw ApiError.notFound(request);
    }
    var date = request.argument("date");
    if (date != null && !since(date, reference.changed())) {
      throw ApiError.notFound(request);
    }
  }

  /** A day of UTC, a date with its zone, or one of the zone UTC; anything else is unknown. */
  private static boolean since(String date, Instant changed) {
    try {
      var parsed = ISO.parseBest(date, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      var instant =
          switch (parsed) {
            case OffsetDateTime exact -> exact.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            case LocalDate day -> day.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC);
            default -> throw new IllegalStateException(parsed.toString());
          };
      return !instant.isBefore(changed);
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private @Nullable Reply unchanged(Request request, Reference reference, String version) {
    var tags = request.header("If-None-Match");
    if (!tags.isEmpty()) {
      return tags.contains(etag(request, version)) ? Reply.of(304) : null;
    }
    var since = request.header("If-Modified-Since");
    return since.equals(HTTP_DATE.format(reference.changed())) ? Reply.of(304) : null;
  }

  private Reply cached(Request request, Reply reply, Reference reference, String version) {
    var byVersion = version.equals(request.argument("version"));
    return reply
        .with("Cache-Control", byVersion ? MONTH : MINUTE)
        .with("Last-Modified", HTTP_DATE.format(reference.changed()))
        .with("ETag", etag(request, version))
        .with("Vary", "accept")
        .with("Allow", "GET");
  }

  private String etag(Request request, String version) {
    var text = salt + version + request.path() + request.query() + request.header("Accept");
    return "\"" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)) + "\"";
  }

  private static ObjectNode collection(
      Request request, Reference reference, Item owner, String name) {
    var node = JsonNodeFactory.instance.objectNode();
    var items = reference.items(owner, name);
    if (name.equals("clusters")) {
      items = items.stream().filter(item -> inQueues(item, request.argument("queues"))).toList();
    }
    node.put("total", items.size());
    node.put("offset", 0);
    if (request.argument("deep") != null) {
      node.set("items", owner.deep(reference, name));
    } else {
      var array = node.putArray("items");
      items.forEach(item -> array.add(item(request, reference, item)));
    }
    node.put("version", reference.version(owner, name));
    node.set(
        "links",
        new Links(request)
            .collection("self", owner.under(name))
            .item("parent", owner.path())
            .json());
    return node;
  }

  private static boolean inQueues(Item cluster, @Nullable String asked) {
    if (asked != null && asked.equals("all")) {
      return true;
    }
    var wanted = asked == null ? List.of("admin", "default") : List.of(asked.split(","));
    var queues = cluster.all().get("queues");
    if (queues == null) {
      return wanted.stream().anyMatch(List.of("admin", "default", "besteffort")::contains);
    }
    for (JsonNode queue : queues) {
      if (wanted.contains(queue.asString())) {
        return true;
      }
    }
    return false;
  }

  /** A site with no other nodes than those of a job. */
  private ObjectNode nodesOfJob(Request request, Reference reference, Item item) {
    var site = sites.get(item.uid());
    if (site == null) {
      throw ApiError.notFound(request);
    }
    var job = JobsApi.job(site, String.valueOf(request.argument("job_id")));
    var content = item.deep(reference);
    if (content.get("clusters") instanceof ObjectNode clusters) {
      for (var cluster : clusters) {
        if (cluster.get("nodes") instanceof ArrayNode nodes) {
          nodes.removeIf(
              node -> !job.hosts().contains(node.path("uid").asString() + site.suffix()));
        }
      }
      clusters.removeIf(cluster -> cluster.path("nodes").isEmpty());
    }
    return deep(request, reference, item, content);
  }

  private static ObjectNode deep(Request request, Reference reference, Item item) {
    return deep(request, reference, item, item.deep(reference));
  }

  private static ObjectNode deep(
      Request request, Reference reference, Item item, ObjectNode content) {
    var node = JsonNodeFactory.instance.objectNode();
    node.put("total", content.size());
    node.put("offset", 0);
    node.set("items", content);
    node.put("version", reference.version(item));
    node.set(
        "links", new Links(request).item("self", item.path()).item("parent", item.parent()).json());
    return node;
  }

  /** An item as it is served, with version and links. */
  static ObjectNode item(Request request, Reference reference, Item item) {
    var node = item.attributes();
    var version = reference.version(item);
    node.put("version", version);
    if (item.kind() == Kind.GRID) {
      node.put("timestamp", reference.changed().getEpochSecond());
    }
    var links = new Links(request);
    if (item.kind() == Kind.GRID) {
      links.collection("accesses", "/accesses");
    }
    item.kind().collections().forEach(name -> links.collection(name, item.under(name)));
    links.item("self", item.path());
    links.item("parent", item.parent());
    links.item("version", item.under("versions/" + version));
    links.collection("versions", item.under("versions"));
    switch (item.kind()) {
      case GRID -> links.collection("users", "/users");
      case SITE -> {
        SITE_SERVICES.forEach(name -> links.collection(name, item.under(name)));
        links.item("status", item.under("status"));
      }
      case CLUSTER -> links.item("status", item.under("status"));
      default -> {}
    }
    node.set("links", links.json());
    return node;
  }
}
