package execo.g5k.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the values of JSON answers; what is missing, null or of another type is null or empty. */
final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /**
   * Parses an answer.
   *
   * @throws JacksonException if it is no JSON
   */
  static JsonNode parse(byte[] text) {
    return MAPPER.readTree(text);
  }

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static @Nullable String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isValueNode() && !value.isNull() ? value.asString() : null;
  }

  static String textOrEmpty(JsonNode node, String key) {
    String value = text(node, key);
    return value == null ? "" : value;
  }

  static @Nullable Long number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNumber() ? (Long) value.asLong() : null;
  }

  static int count(JsonNode node, String key) {
    return node.path(key).asInt(0);
  }

  /** A date in unix seconds; 0 means not yet. */
  static @Nullable Instant instant(JsonNode node, String key) {
    Long seconds = number(node, key);
    return seconds == null || seconds == 0 ? null : Instant.ofEpochSecond(seconds);
  }

  static List<String> texts(JsonNode array) {
    var all = new ArrayList<String>();
    array.forEach(each -> all.add(each.asString()));
    return List.copyOf(all);
  }

  static List<JsonNode> nodes(JsonNode array) {
    var all = new ArrayList<JsonNode>();
    array.forEach(all::add);
    return Collections.unmodifiableList(all);
  }

  /** The members of an object, in its order. */
  static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> reader) {
    var all = new LinkedHashMap<String, T>();
    object.properties().forEach(each -> all.put(each.getKey(), reader.apply(each.getValue())));
    return Collections.unmodifiableMap(all);
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
    var all = new ArrayList<T>();
    array.forEach(each -> all.add(reader.apply(each)));
    return Collections.unmodifiableList(all);
  }
}
