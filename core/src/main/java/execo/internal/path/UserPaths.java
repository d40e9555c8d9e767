package execo.internal.path;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the user's files are, by the environment: {@code HOME} and {@code XDG_CONFIG_HOME}.
 *
 * @param home the home directory
 * @param config the directory of execo's configuration, {@code ~/.config/execo}
 */
public record UserPaths(Path home, Path config) {

  /** The paths of the user who runs this program. */
  public static UserPaths current() {
    return of(System.getenv());
  }

  /**
   * The paths that an environment gives; as XDG asks, a relative {@code XDG_CONFIG_HOME} is not
   * used.
   */
  public static UserPaths of(Map<String, String> environment) {
    String given = environment.get("HOME");
    Path home = Path.of(given == null || given.isEmpty() ? System.getProperty("user.home") : given);
    Path xdg = absolute(environment.get("XDG_CONFIG_HOME"));
    return new UserPaths(home, (xdg == null ? home.resolve(".config") : xdg).resolve("execo"));
  }

  /** The directory of execo's caches, {@code ~/.cache/execo}, by {@code XDG_CACHE_HOME}. */
  public static Path caches(Map<String, String> environment) {
    Path xdg = absolute(environment.get("XDG_CACHE_HOME"));
    return (xdg == null ? of(environment).home().resolve(".cache") : xdg).resolve("execo");
  }

  /** A path in which a leading {@code ~} or {@code ~/} is the home directory. */
  public Path expand(String path) {
    if (path.equals("~")) {
      return home;
    }
    return path.startsWith("~/") ? home.resolve(path.substring(2)) : Path.of(path);
  }

  private static @Nullable Path absolute(@Nullable String path) {
    return path != null && path.startsWith("/") ? Path.of(path) : null;
  }
}
