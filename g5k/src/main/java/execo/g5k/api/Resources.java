package execo.g5k.api;

import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The resources of the API by their paths, read with conditional requests. */
final class Resources {
  private static final int REDIRECTS = 5;
  private static final Pattern LAST_SEGMENT =
      Pattern.compile("/([A-Za-z0-9][A-Za-z0-9_-]*)(?:\\.json)?/?(?:[?#].*)?$");

  private final G5kSettings settings;
  private final Transport transport;
  private final Remembered remembered = new Remembered();

  Resources(G5kSettings settings, Transport transport) {
    this.settings = settings;
    this.transport = transport;
  }

  /** Reads a resource that changes rarely; a proxy's copy of it, a minute old, will do. */
  JsonNode reference(String path, Map<String, ?> query) {
    return read(uri(path, query), Map.of(), timeout());
  }

  /** Reads a resource as it is now. */
  JsonNode live(String path, Map<String, ?> query) {
    return read(uri(path, query), Map.of("Cache-Control", "no-cache"), timeout());
  }

  /** Reads a large part of the reference data, for which there is more time. */
  JsonNode bulk(String path, Map<String, ?> query) {
    return read(uri(path, query), Map.of(), timeout().multipliedBy(10));
  }

  /** Sends JSON, or nothing. */
  Answer send(String method, String path, @Nullable Object body) {
    return transport.send(
        new Request(
            method,
            uri(path, Map.of()),
            body == null ? null : Json.bytes(body),
            Map.of(),
            timeout()));
  }

  /**
   * Has a new member of a collection made; gives it as it is then. Of the address that the API
   * tells, only the end counts: the way there is the one that this client has.
   *
   * @throws ApiException that is {@linkplain ApiException#accepted accepted} if it was made, or may
   *     have been, but cannot be read
   */
  JsonNode create(String path, Object body) {
    Answer answer = send("POST", path, body);
    String number = lastSegment(answer.header("location"));
    try {
      JsonNode made = answer.body().length == 0 ? null : Json.parse(answer.body());
      if (made != null && made.hasNonNull("uid")) {
        return made;
      }
    } catch (JacksonException e) {
      // the address is left
    }
    URI uri = Transport.shown(uri(path, Map.of()));
    if (number.isEmpty()) {
      String why = "the answer tells no number: " + ApiException.oneText(start(answer), "html");
      throw ApiException.unseen(uri, answer.status(), "", why);
    }
    try {
      return live(path + "/" + segment(number), Map.of());
    } catch (ApiException e) {
      throw ApiException.unseen(uri, answer.status(), number, String.valueOf(e.getMessage()));
    }
  }

  private static String lastSegment(String location) {
    Matcher matcher = LAST_SEGMENT.matcher(location);
    return matcher.find() ? matcher.group(1) : "";
  }

  JsonNode json(String method, Answer answer, URI uri) {
    try {
      return Json.parse(answer.body());
    } catch (JacksonException e) {
      throw ApiException.unreadable(
          method,
          Transport.shown(uri),
          answer.status(),
          "the answer is no JSON: " + ApiException.oneText(start(answer), "html"));
    }
  }

  private static String start(Answer answer) {
    String text = answer.text();
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private JsonNode read(URI uri, Map<String, String> headers, Duration timeout) {
    URI target = uri;
    for (int i = 0; i <= REDIRECTS; i++) {
      var all = new LinkedHashMap<>(headers);
      all.putAll(remembered.conditions(target));
      Answer answer = transport.send(new Request("GET", target, null, all, timeout));
      if (answer.status() == 304) {
        return json("GET", remembered.answer(target, answer), target);
      }
      String location = answer.header("location");
      if (answer.status() < 300 || location.isEmpty()) {
        remembered.keep(target, answer);
        return json("GET", answer, target);
      }
      target = redirected(target, location, answer.status());
    }
    throw ApiException.unreadable("GET", Transport.shown(uri), 310, "too many redirections");
  }

  private URI redirected(URI from, String location, int status) {
    try {
      URI to = from.resolve(location);
      if (isApi(to)) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      // no address at all is no address of the API
    }
    throw ApiException.unreadable(
        "GET",
        Transport.shown(from),
        status,
        "redirected to %s, which is not the API at %s (api-uri)".formatted(location, base()));
  }

  private URI base() {
    return settings.get(G5kKeys.API_URI);
  }

  private Duration timeout() {
    return settings.get(G5kKeys.API_TIMEOUT);
  }

  /**
   * The address of a path: relative to the API's base, or absolute as in the links of answers, or
   * whole as in the header Location.
   */
  URI uri(String path, Map<String, ?> query) {
    URI base = base();
    URI uri;
    try {
      if (path.contains("://")) {
        uri = sameHost(URI.create(path));
      } else if (path.startsWith(base.getRawPath())) {
        uri = base.resolve(path);
      } else {
        String relative = path.replaceFirst("^/+", "");
        uri = URI.create(base + relative);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not a path of the API: '" + path + "'; accepted is as sites/lyon/clusters", e);
    }
    var arguments = new LinkedHashMap<String, Object>();
    arguments.putAll(settings.get(G5kKeys.API_ADDITIONAL_ARGS));
    arguments.putAll(query);
    var text = new StringBuilder(uri.toString());
    arguments.forEach((name, value) ->
        text.append(text.indexOf("?") < 0 ? '?' : '&')
            .append(encoded(name))
            .append('=')
            .append(encoded(String.valueOf(value))));
    return URI.create(text.toString());
  }

  /** The password goes to the API alone. */
  private URI sameHost(URI uri) {
    if (!isApi(uri)) {
      throw new IllegalArgumentException("not an address of the API at " + base() + ": " + uri);
    }
    return uri;
  }

  private boolean isApi(URI uri) {
    return base().getScheme().equals(uri.getScheme())
        && base().getRawAuthority().equalsIgnoreCase(uri.getRawAuthority());
  }

  /** A name as one segment of a path. */
  static String segment(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("not a name: '" + name + "'");
    }
    return encoded(name);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
