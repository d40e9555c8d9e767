package execo.cli.input;

import execo.host.Host;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The hosts that failed, by the JSON lines that an earlier {@code --json} printed. */
final class FailedHosts {
  private static final JsonFactory JSON = new JsonFactory();

  private FailedHosts() {}

  /**
   * Reads a file, in its order and with repeats.
   *
   * @throws BadInput if it cannot be read or a line is not an object of {@code --json}
   */
  static List<Host> read(String name) {
    var hosts = new ArrayList<Host>();
    int number = 0;
    try (BufferedReader lines = Files.newBufferedReader(Path.of(name))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          Host host = failed(line);
          if (host != null) {
            hosts.add(host);
          }
        }
      }
    } catch (JacksonException | IllegalArgumentException e) {
      if (e instanceof InvalidPathException) {
        throw new BadInput("not a file name: " + name);
      }
      throw new BadInput(name + ":" + number + ": not a line that 'execo run --json' prints");
    } catch (IOException e) {
      throw new BadInput("cannot read report '" + name + "': " + reason(e));
    }
    return hosts;
  }

  /** The host of a line, if the line says that it failed. */
  private static @Nullable Host failed(String line) {
    String type = null;
    String host = null;
    Boolean ok = null;
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not an object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (key) {
          case "type" -> type = parser.getString();
          case "host" -> host = parser.getString();
          case "ok" -> ok = value == JsonToken.VALUE_TRUE;
          default -> parser.skipChildren();
        }
      }
    }
    if (type == null || (type.equals("end") && (host == null || ok == null))) {
      throw new IllegalArgumentException("incomplete");
    }
    return type.equals("end") && host != null && Boolean.FALSE.equals(ok) ? Host.of(host) : null;
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
