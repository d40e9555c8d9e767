package execo.config;

import execo.internal.path.UserPaths;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The user's configuration file.
 *
 * @param named whether the environment names it, so that it must be there
 */
record ConfigurationFile(Path path, boolean named) {

  static ConfigurationFile of(Map<String, String> environment) {
    UserPaths paths = UserPaths.of(environment);
    String name = environment.get("EXECO_CONFIG");
    return name == null || name.isEmpty()
        ? new ConfigurationFile(paths.config().resolve("execo.yaml"), false)
        : new ConfigurationFile(paths.expand(name), true);
  }

  Configuration load() {
    if (Files.notExists(path)) {
      if (named) {
        throw new ConfigurationException(path + ": no such file, but EXECO_CONFIG names it");
      }
      return Configuration.defaults();
    }
    return Configuration.load(path);
  }

  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case CharacterCodingException _ -> "not a text in UTF-8";
      default -> String.valueOf(e.getMessage());
    };
  }
}
