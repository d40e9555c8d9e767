package execo.internal.taktuk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The scripts beside this class. */
final class Scripts {
  private Scripts() {}

  /** A script without its comments and indentation. */
  static String load(String name) {
    try (var resource = Scripts.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(String::strip)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
