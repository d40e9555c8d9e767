package execo.g5k.oar;

import execo.g5k.api.ApiException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command of OAR said, as the API relays it: the refusal of OAR's own API, in JSON, follows
 * some words. Its message is what the command printed; that of OAR 2.5.9 also has the exit code
 * before it and the command line after it.
 *
 * @param code the exit code of the command; null if it can be told neither from a number nor from
 *     the words
 * @param said what the command printed
 */
record Relayed(@Nullable Integer code, String said) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Its end may be missing: long texts are cut. */
  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*(\"(?:[^\"\\\\]++|\\\\u[0-9a-fA-F]{4}|\\\\[^u])*+)");

  private static final Pattern EXIT_CODE =
      Pattern.compile("command exited with status (\\d{1,6})\\b:?\\s*");
  private static final Pattern COMMAND_LINE =
      Pattern.compile("(?s)(\\s*\nCmd:\n|\\. \\(Command was: ).*");

  /** By which words OAR 2.5.10, which keeps the exit codes of oarsub to itself, is understood. */
  private static final Map<Pattern, Integer> WORDS =
      Map.of(
          Pattern.compile("# Error: cannot recognize"), 18,
          Pattern.compile("# Error: syntax error in <(start|end) date>"), 7,
          Pattern.compile("# Error: please verify your job submission syntax"), 8,
          Pattern.compile("# Error: cannot connect to executor"), 9,
          Pattern.compile("# Reservation not valid --> KO"), 10,
          Pattern.compile("# Error: queue '.*' does not exist"), 248);

  private static final int NOT_ADMITTED = 254;

  /** What is relayed in the answer to a request that failed; empty if nothing of OAR is. */
  static Optional<Relayed> in(ApiException e) {
    Matcher json = MESSAGE.matcher(e.text());
    boolean relayed = json.find();
    String message = relayed ? unquoted(json.group(1)) : e.text();
    Matcher code = EXIT_CODE.matcher(message);
    if (code.find()) {
      int status = Integer.parseInt(code.group(1));
      return Optional.of(
          new Relayed(
              // oardel's is that of wait(2)
              status > 255 ? status >> 8 : status,
              COMMAND_LINE.matcher(message.substring(code.end())).replaceFirst("")));
    }
    return relayed
        ? Optional.of(new Relayed(code(message, e.status() == 400), message))
        : Optional.empty();
  }

  private static String unquoted(String text) {
    try {
      return MAPPER.readValue(text + "\"", String.class);
    } catch (JacksonException _) {
      return text.substring(1);
    }
  }

  private static @Nullable Integer code(String said, boolean refused) {
    return WORDS.entrySet().stream()
        .filter(each -> each.getKey().matcher(said).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(refused && said.contains("[ADMISSION RULE]") ? NOT_ADMITTED : null);
  }

  /** What was said about a request that failed: of OAR's words those that matter, in one line. */
  static String line(ApiException e) {
    return in(e).map(Relayed::line).orElseGet(() -> String.valueOf(e.getMessage()));
  }

  /** The words that matter, in one line. */
  String line() {
    return OarsubAnswer.line(said);
  }
}
