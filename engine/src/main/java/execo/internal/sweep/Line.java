package execo.internal.sweep;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * A record of a journal: a JSON object on a line. Its verb is a name whose value is the subject, an
 * element or a worker; what else belongs to it follows.
 */
final class Line {
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .build();

  /** Three centuries in seconds: no element takes longer, and no lease is. */
  static final double LONGEST = 1e10;

  final Verb verb;
  final Object subject;
  String by = "";
  long at;
  double took = Double.NaN;
  @Nullable String reason;
  boolean again;
  @Nullable WorkerProcess process;
  double lease = Double.NaN;

  Line(Verb verb, Object subject) {
    this.verb = verb;
    this.subject = subject;
  }

  Line by(String worker, long now) {
    by = worker;
    at = now;
    return this;
  }

  Line took(double seconds) {
    took = seconds;
    return this;
  }

  Line failed(String why, boolean willBeRetried) {
    reason = why;
    again = willBeRetried;
    return this;
  }

  void write(StringBuilder out) {
    out.append("{\"").append(verb.word).append("\":");
    Values.write(out, subject);
    if (!by.isEmpty()) {
      Values.write(out.append(",\"by\":"), by);
    }
    out.append(",\"at\":\"").append(Instant.ofEpochMilli(at)).append('"');
    if (!Double.isNaN(took)) {
      out.append(",\"took\":").append(Math.round(took * 1e6) / 1e6);
    }
    if (reason != null) {
      Values.write(out.append(",\"reason\":"), reason);
    }
    if (again) {
      out.append(",\"again\":true");
    }
    if (!Double.isNaN(lease)) {
      out.append(",\"lease\":").append(lease);
    }
    if (process != null) {
      process.write(out);
    }
    out.append("}\n");
  }

  /**
   * The record that some bytes are.
   *
   * @throws MalformedLine if they are none
   */
  static Line read(byte[] bytes, int from, int to) throws MalformedLine {
    try (var json = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedLine("no JSON object");
      }
      var line = new Reader().read(json);
      if (json.nextToken() != null) {
        throw new MalformedLine("something follows the JSON object");
      }
      return line;
    } catch (JacksonException e) {
      throw new MalformedLine(Values.problem(e));
    } catch (DateTimeParseException e) {
      throw new MalformedLine("not a date: " + e.getParsedString());
    }
  }

  /** What was read so far. */
  private static final class Reader {
    private @Nullable Verb verb;
    private @Nullable Object subject;
    private String by = "";
    private long at;
    private double took = Double.NaN;
    private @Nullable String reason;
    private boolean again;
    private double lease = Double.NaN;
    private final WorkerProcess.Reader process = new WorkerProcess.Reader();

    Line read(JsonParser json) throws MalformedLine {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        var name = json.currentName();
        json.nextToken();
        var value = Values.read(json);
        var said = Verb.of(name);
        if (said != null) {
          if (verb != null) {
            throw new MalformedLine("it says both " + verb.word + " and " + name);
          }
          verb = said;
          subject = value;
        } else {
          attribute(name, value);
        }
      }
      if (verb == null) {
        throw new MalformedLine("it says nothing that a journal knows");
      }
      if (subject == null || (verb.aboutWorker() && !(subject instanceof String))) {
        throw new MalformedLine(verb.word + " of nothing");
      }
      var line = new Line(verb, subject).by(by, at).took(took);
      line.reason = reason;
      line.again = again;
      line.lease = lease;
      if (verb == Verb.WORKER) {
        line.process = process.read();
      }
      return line;
    }

    private void attribute(String name, @Nullable Object value) throws MalformedLine {
      switch (name) {
        case "by" -> by = String.valueOf(value);
        case "at" -> at = JournalDate.read(String.valueOf(value));
        case "took" -> took = seconds(name, value);
        case "reason" -> reason = String.valueOf(value);
        case "again" -> again = Boolean.TRUE.equals(value);
        case "lease" -> lease = seconds(name, value);
        default -> process.attribute(name, value);
      }
    }

    private static double seconds(String name, @Nullable Object value) throws MalformedLine {
      if (value instanceof Number number) {
        double seconds = number.doubleValue();
        if (seconds >= 0 && seconds <= LONGEST) {
          return seconds;
        }
      }
      throw new MalformedLine(name + " is no number of seconds: " + value);
    }
  }
}
