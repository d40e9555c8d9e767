package execo.testbed.grid5000.internal.api;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an entrance of the API finds out who asks. */
public sealed interface Entrance {
  /** Who asks, or null if credentials are missing or wrong. */
  @Nullable Caller caller(Headers headers);

  /**
   * From outside: name and password are needed.
   *
   * @param users the passwords
   */
  record Outside(Map<String, String> users) implements Entrance {
    @Override
    public @Nullable Caller caller(Headers headers) {
      var given = headers.getFirst("Authorization");
      if (given == null || !given.startsWith("Basic ")) {
        return null;
      }
      String text;
      try {
        var bytes = Base64.getDecoder().decode(given.substring("Basic ".length()).strip());
        text = new String(bytes, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        return null;
      }
      var colon = text.indexOf(':');
      if (colon < 0 || !text.substring(colon + 1).equals(users.get(text.substring(0, colon)))) {
        return null;
      }
      return new Caller(text.substring(0, colon), false);
    }
  }

  /**
   * From inside: the network tells who asks.
   *
   * @param user who, null if it cannot tell
   */
  record Inside(@Nullable String user) implements Entrance {
    @Override
    public Caller caller(Headers headers) {
      return new Caller(user, false);
    }
  }

  /** For everybody: to read, and less of it. */
  record Public() implements Entrance {
    @Override
    public Caller caller(Headers headers) {
      return new Caller(null, true);
    }
  }
}
