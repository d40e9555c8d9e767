package execo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Local;
import execo.process.Attempt;
import execo.process.Failure;
import execo.process.LocalProcess;
import execo.process.ManagedProcess;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonLinesTest {
  private static Map<String, @Nullable Object> parse(String line) {
    assertThat(line).doesNotContain("\n");
    var values = new LinkedHashMap<String, @Nullable Object>();
    try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        values.put(
            name,
            switch (parser.nextToken()) {
              case VALUE_NULL -> null;
              case VALUE_TRUE -> true;
              case VALUE_FALSE -> false;
              case VALUE_NUMBER_INT -> parser.getIntValue();
              case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
              case START_ARRAY -> {
                assertThat(parser.nextToken()).isEqualTo(JsonToken.END_ARRAY);
                yield List.of();
              }
              default -> parser.getString();
            });
      }
      assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
    }
    return values;
  }

  private static Map<String, @Nullable Object> end(ManagedProcess process) {
    Attempt attempt = Objects.requireNonNull(process.run("30s").attempt());
    return parse(JsonLines.end(7, process, attempt));
  }

  @Test
  void endHasAllInTheirOrder() {
    var values =
        end(
            new LocalProcess("sh -c 'printf \"a\\n\\\"\\001\"; echo é >&2; exit 3'")
                .nolog(Failure.values()));
    assertThat(values.keySet())
        .containsExactly(
            "type",
            "index",
            "host",
            "cmd",
            "exit_code",
            "signal",
            "ok",
            "error",
            "timed_out",
            "killed",
            "start",
            "end",
            "stdout",
            "stderr");
    assertThat(values)
        .containsEntry("type", "end")
        .containsEntry("index", 7)
        .containsEntry("host", null)
        .containsEntry("exit_code", 3)
        .containsEntry("signal", null)
        .containsEntry("ok", false)
        .containsEntry("error", null)
        .containsEntry("timed_out", false)
        .containsEntry("killed", false)
        .containsEntry("stdout", "a\n\"\001")
        .containsEntry("stderr", "é\n");
    var start = Instant.parse(String.valueOf(values.get("start")));
    assertThat(Instant.parse(String.valueOf(values.get("end")))).isAfterOrEqualTo(start);
  }

  @Test
  void endTellsFailuresApart() {
    assertThat(end(new LocalProcess("sh -c 'kill -9 $$'").nolog(Failure.values())))
        .containsEntry("exit_code", 137)
        .containsEntry("signal", 9)
        .containsEntry("killed", false);
    assertThat(end(new LocalProcess("sleep 60").timeout("50ms").nolog(Failure.values())))
        .containsEntry("timed_out", true)
        .containsEntry("killed", true)
        .containsEntry("ok", false);
    var failed = end(new LocalProcess("/nowhere/program").nolog(Failure.values()));
    assertThat(failed).containsEntry("exit_code", null).containsEntry("ok", false);
    assertThat(String.valueOf(failed.get("error"))).contains("/nowhere/program");
  }

  @Test
  void reportHasTheNumbers() {
    var action = new Local("false").nolog(Failure.values()).name("it").run();
    var values = parse(JsonLines.report(action.stats()));
    assertThat(values)
        .containsEntry("type", "report")
        .containsEntry("name", "it")
        .containsEntry("processes", 1)
        .containsEntry("started", 1)
        .containsEntry("ended", 1)
        .containsEntry("errors", 0)
        .containsEntry("timeouts", 0)
        .containsEntry("forced_kills", 0)
        .containsEntry("expect_failures", 0)
        .containsEntry("write_errors", 0)
        .containsEntry("non_zero_exit_codes", 1)
        .containsEntry("ok", 0)
        .containsEntry("finished_ok", 0)
        .containsEntry("parts", List.of())
        .containsKeys("start", "end", "length");
  }
}
