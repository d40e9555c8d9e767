package execo.log;

import static org.assertj.core.api.Assertions.assertThat;

import execo.config.Configuration;
import execo.config.ExecoSettings;
import execo.config.ExecoSettings.ColorMode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {
  private static final Configuration DEFAULTS = Configuration.defaults();

  private static Style of(Configuration configuration) {
    return new Style(configuration::looks);
  }

  @Test
  void marksAsConfigured() {
    var style = of(DEFAULTS.with(ExecoSettings.COLOR, ColorMode.ALWAYS));
    assertThat(style.host("h")).isEqualTo("\033[1;35mh\033[0m");
    assertThat(style.user2(2)).isEqualTo("\033[1;42m2\033[0m");
    assertThat(style.reportError("e")).isEqualTo("\033[1;31me\033[0m");
    assertThat(style.level(LogLevel.FRAMEWORK_DEBUG, "f")).isEqualTo("\033[2mf\033[0m");
  }

  @Test
  void everyStyleOfTheConfigurationHasALook() {
    var style = of(DEFAULTS.with(ExecoSettings.COLOR, ColorMode.ALWAYS));
    DEFAULTS
        .get(ExecoSettings.STYLES)
        .keySet()
        .forEach(name -> assertThat(style.mark(name, "x")).matches("\033\\[[0-9;]+mx\033\\[0m"));
  }

  @Test
  void marksNothingWithoutColours() {
    var style = of(DEFAULTS.with(ExecoSettings.COLOR, ColorMode.NEVER));
    assertThat(style.host("h") + style.emph("e") + style.command("c") + style.user1(1))
        .isEqualTo("hec1");
    assertThat(style.level(LogLevel.ERROR, "x") + style.reportWarn("w")).isEqualTo("xw");
  }

  @Test
  void allAttributesHaveTheirCodes() {
    var style =
        new Style(
            () -> Map.of("a", "plain bold dim italic underline blink reverse black on-white"));
    assertThat(style.mark("a", "")).isEqualTo("\033[0;1;2;3;4;5;7;30;47m\033[0m");
    assertThat(style.mark("unknown", "x")).isEqualTo("x");
  }

  @Test
  void looksAreAskedForAtEachUse() {
    var looks = new HashMap<String, String>();
    var style = new Style(() -> looks);
    assertThat(style.host("h")).isEqualTo("h");
    looks.put("host", "red");
    assertThat(style.host("h")).isEqualTo("\033[31mh\033[0m");
  }
}
