package execo.testbed.grid5000.internal.oar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a job asks for in one alternative: groups of resources for a time.
 *
 * @param groups all of them are wanted
 * @param walltime for how many seconds
 */
record ResourceRequest(List<Group> groups, long walltime) {
  /** As many as there are. */
  static final int ALL = -1;

  /** As many as are free, one at least. */
  static final int BEST = -2;

  private static final Pattern WALLTIME =
      Pattern.compile("(\\d+)(?::(\\d+))?(?::(\\d+))?(?::\\d+)*");
  private static final Pattern TYPE = Pattern.compile("\\btype\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern LEVEL = Pattern.compile("(\\w+)=(\\d+|ALL|BEST)");

  /**
   * Resources that match a condition, counted in levels.
   *
   * @param condition the condition, empty if there is none
   * @param levels from the outermost
   */
  record Group(String condition, List<Level> levels) {
    /** The condition with one on the type of resources, as the admission rules add it. */
    String typed() {
      if (TYPE.matcher(condition).find()) {
        return condition;
      }
      var subnet = levels.getFirst().property().startsWith("slash_");
      var type = "type = '" + (subnet ? "subnet" : "default") + "'";
      return condition.isEmpty() ? type : "(" + condition + ") AND " + type;
    }
  }

  /**
   * So many different values of a property.
   *
   * @param property the property
   * @param count how many, {@link #ALL} or {@link #BEST}
   */
  record Level(String property, int count) {}

  /** Reads what follows an {@code -l}, with a walltime for those that name none. */
  static ResourceRequest parse(String text, long defaultWalltime) throws OarException {
    var walltime = defaultWalltime;
    var groups = new ArrayList<Group>();
    for (var part : split(text, ',')) {
      var word = part.strip();
      if (word.startsWith("walltime=")) {
        walltime = walltime(word.substring("walltime=".length()));
      } else if (!groups.isEmpty()) {
        throw unrecognized(text);
      } else {
        for (var group : split(word, '+')) {
          groups.add(group(group.strip(), text));
        }
      }
    }
    if (groups.isEmpty()) {
      groups.add(new Group("", List.of(new Level("resource_id", 1))));
    }
    return new ResourceRequest(List.copyOf(groups), walltime);
  }

  private static Group group(String text, String whole) throws OarException {
    var condition = new ArrayList<String>();
    var rest = text;
    var levels = new ArrayList<Level>();
    while (!rest.isEmpty()) {
      if (rest.startsWith("/")) {
        rest = rest.substring(1);
      } else if (rest.startsWith("{")) {
        var end = closing(rest);
        if (end < 0) {
          throw unrecognized(whole);
        }
        condition.add(rest.substring(1, end));
        rest = rest.substring(end + 1);
      } else {
        var slash = rest.indexOf('/');
        levels.add(level(slash < 0 ? rest : rest.substring(0, slash), whole));
        rest = slash < 0 ? "" : rest.substring(slash + 1);
      }
    }
    if (levels.isEmpty()) {
      throw unrecognized(whole);
    }
    var conditions =
        condition.size() == 1
            ? condition.getFirst()
            : condition.stream().collect(Collectors.joining(") AND (", "(", ")"));
    return new Group(condition.isEmpty() ? "" : conditions.strip(), List.copyOf(levels));
  }

  private static int closing(String text) {
    var quoted = false;
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\'') {
        quoted = !quoted;
      } else if (text.charAt(i) == '}' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static Level level(String text, String whole) throws OarException {
    var matcher = LEVEL.matcher(text.strip());
    if (!matcher.matches()) {
      throw unrecognized(whole);
    }
    var name = matcher.group(1).toLowerCase(Locale.ROOT);
    var property =
        switch (name) {
          case "nodes", "node", "host", "network_address" -> "network_address";
          default -> name;
        };
    var count =
        switch (matcher.group(2)) {
          case "ALL" -> ALL;
          case "BEST" -> BEST;
          default -> count(matcher.group(2), whole);
        };
    return new Level(property, count);
  }

  private static int count(String digits, String whole) throws OarException {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw unrecognized(whole);
    }
  }

  /** Seconds of {@code h}, {@code h:m} or {@code h:m:s}. */
  static long walltime(String text) throws OarException {
    var seconds = duration(text.strip());
    if (seconds == null || seconds <= 0) {
      throw new OarException(
          255, "", "/!\\ Cannot recognize -- ,walltime=" + text + " -- resource\n");
    }
    return seconds;
  }

  /** Seconds of {@code h}, {@code h:m} or {@code h:m:s}, null if it is something else. */
  static @Nullable Long duration(String text) {
    var matcher = WALLTIME.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      var seconds = Long.parseLong(matcher.group(1)) * 3600;
      seconds += matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2)) * 60;
      return seconds + (matcher.group(3) == null ? 0 : Long.parseLong(matcher.group(3)));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static OarException unrecognized(String text) {
    return new OarException(
        255, "", "/!\\ Cannot recognize the resource description : " + text + "\n");
  }

  /** Splits outside of braces, brackets and quotes. */
  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    var depth = 0;
    var quoted = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '(')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ')')) {
        depth--;
      }
      if (c == separator && depth == 0 && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** As OAR prints it, with the constraint on the type that the admission rule adds. */
  String text() {
    var all = new ArrayList<String>();
    for (var group : groups) {
      var levels =
          group.levels().stream()
              .map(level -> "/" + level.property() + "=" + count(level.count()))
              .collect(Collectors.joining());
      all.add("{" + group.typed() + "}" + levels);
    }
    return "-l \"" + String.join("+", all) + ",walltime=" + duration(walltime) + "\" ";
  }

  private static String count(int count) {
    return count == ALL ? "ALL" : count == BEST ? "BEST" : Integer.toString(count);
  }

  /** Hours, minutes and seconds without padding, as OAR prints them. */
  static String duration(long seconds) {
    return seconds / 3600 + ":" + seconds / 60 % 60 + ":" + seconds % 60;
  }
}
