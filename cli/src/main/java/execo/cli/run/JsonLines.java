package execo.cli.run;

import execo.action.Stats;
import execo.process.Attempt;
import execo.process.ManagedProcess;
import execo.report.ReportJson;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What became of hosts as JSON, an object a line. */
public final class JsonLines {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonLines() {}

  /** The end of a process on a host, which is the one at an index of its action. */
  public static String end(int index, ManagedProcess process, Attempt attempt) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      begin(json, index, process);
      number(json, "exit_code", attempt.exitCode());
      number(json, "signal", attempt.signal());
      json.writeBooleanProperty("ok", process.ok() && !attempt.killed());
      string(json, "error", attempt.reason());
      json.writeBooleanProperty("timed_out", attempt.timedOut());
      json.writeBooleanProperty("killed", attempt.killed());
      string(json, "start", iso(attempt.start()));
      string(json, "end", iso(attempt.end()));
      json.writeStringProperty("stdout", attempt.stdout().text());
      json.writeStringProperty("stderr", attempt.stderr().text());
      attempts(json, process.attempts());
      json.writeEndObject();
    }
    return text.toString();
  }

  /** A process that was never started, because all was ended before its turn. */
  static String notStarted(int index, ManagedProcess process) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      begin(json, index, process);
      json.writeNullProperty("exit_code");
      json.writeNullProperty("signal");
      json.writeBooleanProperty("ok", false);
      json.writeStringProperty("error", "not started");
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void begin(JsonGenerator json, int index, ManagedProcess process) {
    json.writeStartObject();
    json.writeStringProperty("type", "end");
    json.writeNumberProperty("index", index);
    string(json, "host", process.host() == null ? null : process.host().toString());
    json.writeStringProperty("cmd", process.command());
  }

  /** What became of each attempt, if there were several. */
  private static void attempts(JsonGenerator json, List<Attempt> attempts) {
    if (attempts.size() < 2) {
      return;
    }
    json.writeArrayPropertyStart("attempts");
    for (Attempt attempt : attempts) {
      json.writeStartObject();
      number(json, "exit_code", attempt.exitCode());
      number(json, "signal", attempt.signal());
      string(json, "error", attempt.reason());
      json.writeBooleanProperty("timed_out", attempt.timedOut());
      string(json, "start", iso(attempt.start()));
      string(json, "end", iso(attempt.end()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The numbers of all. */
  public static String report(Stats stats) {
    return ReportJson.write("report", stats);
  }

  private static @Nullable String iso(@Nullable Instant date) {
    return date == null ? null : date.toString();
  }

  private static void number(JsonGenerator json, String name, @Nullable Integer value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, value);
    }
  }

  private static void string(JsonGenerator json, String name, @Nullable String value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, value);
    }
  }
}
