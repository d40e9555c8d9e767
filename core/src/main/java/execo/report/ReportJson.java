package execo.report;

import execo.action.Stats;
import java.io.StringWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The numbers of a report as JSON. */
public final class ReportJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ReportJson() {}

  /** The numbers and, in {@code parts}, those of the parts: an object on one line. */
  public static String write(Stats stats) {
    return write(null, stats);
  }

  /** The numbers as an object on one line that begins with a {@code type}; null leaves it out. */
  public static String write(@Nullable String type, Stats stats) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      if (type != null) {
        json.writeStringProperty("type", type);
      }
      writeMembers(stats, json);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeMembers(Stats stats, JsonGenerator json) {
    json.writeStringProperty("name", stats.name());
    date(json, "start", stats.start());
    date(json, "end", stats.end());
    length(json, stats);
    json.writeNumberProperty("processes", stats.processes());
    json.writeNumberProperty("started", stats.started());
    json.writeNumberProperty("ended", stats.ended());
    json.writeNumberProperty("errors", stats.errors());
    json.writeNumberProperty("timeouts", stats.timeouts());
    json.writeNumberProperty("forced_kills", stats.forcedKills());
    json.writeNumberProperty("expect_failures", stats.expectFailures());
    json.writeNumberProperty("write_errors", stats.writeErrors());
    json.writeNumberProperty("non_zero_exit_codes", stats.nonZeroExitCodes());
    json.writeNumberProperty("ok", stats.ok());
    json.writeNumberProperty("finished_ok", stats.finishedOk());
    json.writeArrayPropertyStart("parts");
    for (var part : stats.parts()) {
      json.writeStartObject();
      writeMembers(part, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void date(JsonGenerator json, String name, @Nullable Instant date) {
    if (date == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, date.toString());
    }
  }

  private static void length(JsonGenerator json, Stats stats) {
    var length = stats.length();
    if (length == null) {
      json.writeNullProperty("length");
    } else {
      json.writeNumberProperty("length", length.toMillis() / 1000.0);
    }
  }
}
