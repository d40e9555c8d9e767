package execo.testbed.grid5000.internal.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer of the API.
 *
 * @param status its status
 * @param headers its headers
 * @param body what it says
 */
public record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Only a status. */
  public static Reply of(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  /** A plain text. */
  public static Reply text(int status, String text) {
    return new Reply(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** An item. */
  public static Reply item(Request request, int status, JsonNode content) {
    return json(request, status, content, "item");
  }

  /** A collection. */
  public static Reply collection(Request request, JsonNode content) {
    return json(request, 200, content, "collection");
  }

  private static Reply json(Request request, int status, JsonNode content, String kind) {
    var accept = request.header("Accept");
    var type =
        accept.contains("application/json")
            ? "application/json"
            : "application/vnd.grid5000." + kind + "+json";
    var pretty =
        request.argument("pretty") != null || !request.header("X-Rack-PrettyJSON").isEmpty();
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", type + "; charset=utf-8");
    if (!pretty) {
      headers.put(
          "X-Info",
          "Use `?pretty=yes` or add the HTTP header `X-Rack-PrettyJSON: yes` if you want pretty output.");
    }
    return new Reply(status, headers, (pretty ? PRETTY : JSON).writeValueAsBytes(content));
  }

  /** This with a further header. */
  public Reply with(String name, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Reply(status, all, body);
  }
}
