package execo.g5k.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One value that kwollect measured.
 *
 * @param at when
 * @param device what was measured, {@code taurus-1}
 * @param metric {@code wattmetre_power_watt}
 * @param value the value, in the metric's unit; null if there is none
 * @param labels what else is said of it
 */
public record Measure(
    Instant at,
    String device,
    String metric,
    @Nullable Double value,
    Map<String, JsonNode> labels) {

  static Measure of(JsonNode node) {
    JsonNode value = node.path("value");
    return new Measure(
        date(Json.textOrEmpty(node, "timestamp")),
        Json.textOrEmpty(node, "device_id"),
        Json.textOrEmpty(node, "metric_id"),
        value.isNumber() ? (Double) value.asDouble() : null,
        Json.map(node.path("labels"), each -> each));
  }

  private static Instant date(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a date of a measure: '" + text + "'", e);
    }
  }
}
