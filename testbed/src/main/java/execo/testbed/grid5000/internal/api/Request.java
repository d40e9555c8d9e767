package execo.testbed.grid5000.internal.api;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A request to the API.
 *
 * @param method the verb
 * @param base what the address begins with: the version, as {@code /stable}
 * @param segments the path after it, in parts, without {@code .json}
 * @param query what follows the question mark
 * @param headers the headers
 * @param caller who asks
 * @param body what was sent
 */
public record Request(
    String method,
    String base,
    List<String> segments,
    Map<String, String> query,
    Headers headers,
    Caller caller,
    byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The path without the version. */
  public String path() {
    return "/" + String.join("/", segments);
  }

  /** A query argument, or null. */
  public @Nullable String argument(String name) {
    return query.get(name);
  }

  /** A header, or an empty text. */
  public String header(String name) {
    var value = headers.getFirst(name);
    return value == null ? "" : value;
  }

  /** Whether this is a GET. */
  public boolean isGet() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** The user, who must be known. */
  public String user() {
    var user = caller.user();
    if (user == null) {
      throw ApiError.forbidden();
    }
    return user;
  }

  /** The body, which must be JSON and be called so. */
  public JsonNode json() {
    if (!header("Content-Type").startsWith("application/json")) {
      throw new ApiError(
          415,
          "Content-Type not supported: '" + header("Content-Type") + "', use application/json");
    }
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw new ApiError(400, "The body cannot be read as JSON: " + e.getOriginalMessage());
    }
  }

  /** The body, as JSON or as a form; arguments of a form that end in [] are arrays. */
  public JsonNode jsonOrForm() {
    if (!header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
      return json();
    }
    var node = JSON.createObjectNode();
    for (var pair : Queries.pairs(new String(body, StandardCharsets.UTF_8))) {
      if (pair.getKey().endsWith("[]")) {
        node.withArray(pair.getKey().substring(0, pair.getKey().length() - 2)).add(pair.getValue());
      } else {
        node.put(pair.getKey(), pair.getValue());
      }
    }
    return node;
  }
}
