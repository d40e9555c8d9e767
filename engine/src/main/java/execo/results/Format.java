package execo.results;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How entries are written into a file, one a line. */
interface Format {

  /** The one that a file's name tells. */
  static Format of(Path path) {
    var name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return new YamlFormat();
    }
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return new JsonLinesFormat();
    }
    throw new IllegalArgumentException(
        path + ": results are kept in files named .yaml, .yml, .jsonl or .ndjson");
  }

  /** The line of an entry in normal form, with its end. */
  String write(Map<String, ?> entry);

  /** Whether an entry begins at a line. Lines before the next such one belong to it. */
  boolean begins(String line);

  /**
   * The entry of a text.
   *
   * @throws MalformedEntry if it is none
   */
  Map<String, @Nullable Object> read(String text) throws MalformedEntry;
}
