package execo.g5k.api;

import execo.config.Secret;
import execo.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file of logins that ftp and curl read. The entry {@code default} is not used: it is not meant
 * for this machine.
 */
final class Netrc {
  private static final Log LOG = Log.program();

  private final List<String> words;
  private int next;

  private Netrc(List<String> words) {
    this.words = words;
  }

  /** The file that {@code NETRC} names, else {@code ~/.netrc}. */
  static Path file(Map<String, String> environment, Path home) {
    String named = environment.getOrDefault("NETRC", "");
    return named.isEmpty() ? home.resolve(".netrc") : Path.of(named);
  }

  /**
   * The login for a machine, or null.
   *
   * @param user whose login is wanted, null for the first one
   */
  static @Nullable Login login(Path file, String machine, @Nullable String user) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      LOG.warn(file + " cannot be read: " + e);
      return null;
    }
    Login found = new Netrc(words(text)).find(machine, user, "in " + file);
    if (found != null) {
      FileModes.warnIfOthersRead(file);
    }
    return found;
  }

  private @Nullable Login find(String machine, @Nullable String user, String source) {
    boolean mine = false;
    String login = null;
    String password = null;
    while (true) {
      String word = next < words.size() ? words.get(next++) : null;
      if (word == null || word.equals("machine") || word.equals("default")) {
        if (mine && login != null && password != null && (user == null || user.equals(login))) {
          return new Login(login, new Secret(password), source);
        }
        if (word == null) {
          return null;
        }
        mine = word.equals("machine") && machine.equalsIgnoreCase(value());
        login = null;
        password = null;
      } else if (word.equals("login")) {
        login = value();
      } else if (word.equals("password")) {
        String given = value();
        password = given == null || given.isEmpty() ? null : given;
      } else if (word.equals("account")) {
        value();
      }
    }
  }

  private @Nullable String value() {
    return next < words.size() ? words.get(next++) : null;
  }

  /** The words outside comments and macros; a word in double quotes may hold blanks. */
  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    boolean macro = false;
    for (String line : text.split("\\R", -1)) {
      if (macro) {
        macro = !line.isBlank();
        continue;
      }
      int before = words.size();
      cut(line, words);
      int start = words.subList(before, words.size()).indexOf("macdef");
      if (start >= 0) {
        words.subList(before + start, words.size()).clear();
        macro = true;
      }
    }
    return words;
  }

  /** A hash starts a comment where a word that is no value could start. */
  private static void cut(String line, List<String> words) {
    int i = 0;
    while (true) {
      while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
        i++;
      }
      if (i == line.length() || (line.charAt(i) == '#' && !awaitsValue(words))) {
        return;
      }
      var word = new StringBuilder();
      boolean quoted = line.charAt(i) == '"';
      i += quoted ? 1 : 0;
      while (i < line.length()) {
        char c = line.charAt(i++);
        if (quoted ? c == '"' : Character.isWhitespace(c)) {
          break;
        }
        word.append(quoted && c == '\\' && i < line.length() ? line.charAt(i++) : c);
      }
      words.add(word.toString());
    }
  }

  private static boolean awaitsValue(List<String> words) {
    return !words.isEmpty()
        && List.of("machine", "login", "password", "account").contains(words.getLast());
  }
}
