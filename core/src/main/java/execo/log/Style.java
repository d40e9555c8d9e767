package execo.log;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Marks texts for a terminal: hosts, commands, what is important.
 *
 * {@snippet :
 * logger.info("deployed " + style.host("node-1") + " with " + style.command("kadeploy3"));
 * }
 *
 * <p>Where output is not coloured, texts stay as they are. Thread-safe.
 */
public final class Style {
  private static final List<String> COLORS =
      List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");
  private static final List<String> EFFECTS =
      List.of("plain", "bold", "dim", "italic", "underline", "blink", "", "reverse");
  private static final int FOREGROUND = 30;
  private static final int BACKGROUND = 40;

  private final Supplier<Map<String, String>> looks;

  /**
   * Styles of these looks, asked for at each use: attributes separated by blanks by the name of the
   * style; a style that is not there does not mark.
   */
  public Style(Supplier<Map<String, String>> looks) {
    this.looks = looks;
  }

  /** A host. */
  public String host(Object text) {
    return mark("host", text);
  }

  /** What is important. */
  public String emph(Object text) {
    return mark("emph", text);
  }

  /** A command. */
  public String command(Object text) {
    return mark("command", text);
  }

  /** The user's first own style. */
  public String user1(Object text) {
    return mark("user1", text);
  }

  /** The user's second own style. */
  public String user2(Object text) {
    return mark("user2", text);
  }

  /** The user's third own style. */
  public String user3(Object text) {
    return mark("user3", text);
  }

  /** A line of a report on something that has not ended. */
  public String reportWarn(Object text) {
    return mark("report-warn", text);
  }

  /** A line of a report on something that failed. */
  public String reportError(Object text) {
    return mark("report-error", text);
  }

  /** As messages of a level of the log are marked. */
  public String level(LogLevel level, Object text) {
    return mark(level.name().toLowerCase(Locale.ROOT).replace('_', '-'), text);
  }

  /** A style by its name in the configuration. */
  public String mark(String name, Object text) {
    String look = looks.get().get(name);
    return look == null ? String.valueOf(text) : codes(look) + text + "\033[0m";
  }

  private static String codes(String look) {
    var out = new StringBuilder("\033[");
    for (String attribute : look.split(" ")) {
      if (out.length() > 2) {
        out.append(';');
      }
      boolean background = attribute.startsWith("on-");
      int color = COLORS.indexOf(background ? attribute.substring(3) : attribute);
      if (color >= 0) {
        out.append(color + (background ? BACKGROUND : FOREGROUND));
      } else {
        out.append(Math.max(0, EFFECTS.indexOf(attribute)));
      }
    }
    return out.append('m').toString();
  }
}
