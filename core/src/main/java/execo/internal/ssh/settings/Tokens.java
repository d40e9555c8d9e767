package execo.internal.ssh.settings;

import execo.internal.path.UserPaths;
import java.nio.file.Path;

/**
 * What {@code ~} and the {@code %} tokens in the names of files mean for one connection.
 *
 * @param paths the user's files
 * @param given the host as it was given
 * @param hostName the host that is connected to
 * @param port its port
 * @param user the user there
 */
record Tokens(UserPaths paths, String given, String hostName, int port, String user) {

  /** The file of a name. */
  Path file(String name) {
    return paths.expand(expand(name));
  }

  private String expand(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var expanded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '%' && i + 1 < text.length()) {
        expanded.append(token(text.charAt(++i)));
      } else {
        expanded.append(c);
      }
    }
    return expanded.toString();
  }

  private String token(char token) {
    return switch (token) {
      case '%' -> "%";
      case 'd' -> paths.home().toString();
      case 'h', 'k' -> hostName;
      case 'n' -> given;
      case 'p' -> Integer.toString(port);
      case 'r' -> user;
      case 'u' -> System.getProperty("user.name");
      default -> "%" + token;
    };
  }
}
