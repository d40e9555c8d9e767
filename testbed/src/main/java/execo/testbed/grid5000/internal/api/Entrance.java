package execo.testbed.grid5000.internal.api;

import com.sun.net.httpserver.Headers;
import execo.testbed.grid5000.internal.users.Accounts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How an entrance of the API finds out who asks. */
public sealed interface Entrance {
  /** Who asks, or null if credentials are missing or wrong. */
  @Nullable Caller caller(Headers headers);

  /** What the path must begin with, and only those know who may enter; empty if that is nothing. */
  default String secret() {
    return "";
  }

  /**
   * From outside: name and password are needed.
   *
   * @param accounts those who may enter
   */
  record Outside(Accounts accounts) implements Entrance {
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
      if (colon < 0 || !accounts.admits(text.substring(0, colon), text.substring(colon + 1))) {
        return null;
      }
      return new Caller(text.substring(0, colon), false);
    }
  }

  /**
   * From inside: no credentials are asked for, as from those whom the network of Grid'5000 knows.
   * All of this machine share its network, so the address is what others do not know.
   *
   * @param user who asks there
   * @param secret what the path begins with
   */
  record Inside(String user, String secret) implements Entrance {
    @Override
    public Caller caller(Headers headers) {
      return new Caller(user, false);
    }

    @Override
    public String toString() {
      return "Inside[" + user + "]";
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
