package execo.internal.sweep;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a sweep is in a PostgreSQL database.
 *
 * @param jdbc the URL that the driver gets
 * @param sweep the sweep's name, which the parameter {@code sweep} says; {@code default} without
 */
public record PostgresUrl(String jdbc, String sweep) {
  private static final String PREFIX = "jdbc:postgresql:";
  private static final String DEFAULT = "default";

  /** Whether an URL is of this kind. */
  public static boolean is(String url) {
    return url.startsWith(PREFIX);
  }

  /** Takes the sweep's name out of an URL. */
  public static PostgresUrl of(String url) {
    int question = url.indexOf('?');
    if (question < 0) {
      return new PostgresUrl(url, DEFAULT);
    }
    var kept = new ArrayList<String>();
    var sweep = DEFAULT;
    for (var parameter : List.of(url.substring(question + 1).split("&"))) {
      if (parameter.startsWith("sweep=")) {
        sweep = URLDecoder.decode(parameter.substring("sweep=".length()), StandardCharsets.UTF_8);
      } else if (!parameter.isEmpty()) {
        kept.add(parameter);
      }
    }
    var rest = kept.isEmpty() ? "" : "?" + String.join("&", kept);
    return new PostgresUrl(url.substring(0, question) + rest, sweep);
  }

  /** The URL of another sweep in the same database, whose name is longer by this. */
  public static String beside(String url, String suffix) {
    var named = url.replaceFirst("([?&]sweep=[^&]*)", "$1" + suffix);
    return named.equals(url)
        ? url + (url.contains("?") ? "&" : "?") + "sweep=" + DEFAULT + suffix
        : named;
  }

  /** An URL without the passwords in it. */
  public static String shown(String url) {
    return url.replaceAll("(?i)(password=)[^&]*", "$1…");
  }

  @Override
  public String toString() {
    return shown(jdbc) + " sweep " + sweep;
  }
}
