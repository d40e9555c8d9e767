package execo.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptCacheTest {
  private static Path directory(Map<String, String> environment) {
    return ScriptCache.directory(environment, "/home/me");
  }

  @Test
  void followsXdg() {
    assertThat(directory(Map.of("XDG_CACHE_HOME", "/var/c")))
        .isEqualTo(Path.of("/var/c/execo/scripts"));
    Path standard = Path.of("/home/me/.cache/execo/scripts");
    assertThat(directory(Map.of())).isEqualTo(standard);
    assertThat(directory(Map.of("XDG_CACHE_HOME", ""))).isEqualTo(standard);
    assertThat(directory(Map.of("XDG_CACHE_HOME", "relative"))).isEqualTo(standard);
  }
}
