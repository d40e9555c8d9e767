package execo.results;

import execo.internal.sweep.Values;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** A JSON object a line; numbers may be NaN and infinite, as many tools write them. */
final class JsonLinesFormat implements Format {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  @Override
  public String write(Map<String, ?> entry) {
    var text = new StringBuilder();
    Values.write(text, entry);
    return text.append('\n').toString();
  }

  @Override
  public boolean begins(String line) {
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // the value of a JSON object
  public Map<String, @Nullable Object> read(String text) throws MalformedEntry {
    try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEntry(0, "no JSON object");
      }
      var entry = (Map<String, @Nullable Object>) Objects.requireNonNull(Values.read(json));
      if (json.nextToken() != null) {
        throw new MalformedEntry(0, "something follows the JSON object");
      }
      return entry;
    } catch (JacksonException e) {
      throw new MalformedEntry(0, Values.problem(e));
    }
  }
}
