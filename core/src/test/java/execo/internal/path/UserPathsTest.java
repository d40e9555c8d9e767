package execo.internal.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserPathsTest {

  @Test
  void followTheEnvironment() {
    assertThat(UserPaths.of(Map.of("HOME", "/h")).config()).isEqualTo(Path.of("/h/.config/execo"));
    assertThat(UserPaths.of(Map.of("HOME", "/h", "XDG_CONFIG_HOME", "/x")).config())
        .isEqualTo(Path.of("/x/execo"));
    assertThat(UserPaths.of(Map.of("HOME", "/h", "XDG_CONFIG_HOME", "x")).config())
        .isEqualTo(Path.of("/h/.config/execo"));
    assertThat(UserPaths.of(Map.of()).home()).isEqualTo(Path.of(System.getProperty("user.home")));
  }

  @Test
  void expandTheTilde() {
    UserPaths paths = UserPaths.of(Map.of("HOME", "/h"));
    assertThat(paths.expand("~")).isEqualTo(Path.of("/h"));
    assertThat(paths.expand("~/a/b")).isEqualTo(Path.of("/h/a/b"));
    assertThat(paths.expand("~a")).isEqualTo(Path.of("~a"));
    assertThat(paths.expand("/a")).isEqualTo(Path.of("/a"));
  }

  @Test
  void cachesFollowTheirStandard() {
    assertThat(UserPaths.caches(Map.of("HOME", "/home/me")))
        .isEqualTo(Path.of("/home/me/.cache/execo"));
    assertThat(UserPaths.caches(Map.of("HOME", "/home/me", "XDG_CACHE_HOME", "/var/c")))
        .isEqualTo(Path.of("/var/c/execo"));
    assertThat(UserPaths.caches(Map.of("HOME", "/home/me", "XDG_CACHE_HOME", "relative")))
        .isEqualTo(Path.of("/home/me/.cache/execo"));
  }
}
