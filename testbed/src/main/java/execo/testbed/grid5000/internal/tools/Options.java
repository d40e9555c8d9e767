package execo.testbed.grid5000.internal.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a tool, read as GNU getopt does: short options together, long ones with an
 * equals sign or a word of their own, shortened as long as it is clear which is meant.
 */
final class Options {
  private final Map<String, String> kinds = new HashMap<>();
  private final Map<String, List<String>> given = new HashMap<>();
  private final List<String> rest = new ArrayList<>();

  /**
   * Reads arguments.
   *
   * @param known options apart by blanks, each with its names apart by bars; an equals sign at the
   *     end says that it takes a value, a number sign that this is a number, a question mark that
   *     it may take one
   */
  Options(String known, List<String> arguments) throws ToolException {
    for (var option : known.split(" ")) {
      var last = option.charAt(option.length() - 1);
      var takes = last == '=' || last == '#' || last == '?';
      var names = (takes ? option.substring(0, option.length() - 1) : option).split("\\|");
      for (var name : names) {
        kinds.put(name, names[0] + (takes ? last : ' '));
      }
    }
    var queue = new ArrayList<>(arguments);
    while (!queue.isEmpty()) {
      var word = queue.removeFirst();
      if (word.equals("--")) {
        rest.addAll(queue);
        return;
      }
      if (word.startsWith("--")) {
        var equals = word.indexOf('=');
        var name = equals < 0 ? word.substring(2) : word.substring(2, equals);
        read(whole(name), equals < 0 ? null : word.substring(equals + 1), queue);
      } else if (word.startsWith("-") && word.length() > 1) {
        bundle(word.substring(1), queue);
      } else {
        rest.add(word);
      }
    }
  }

  private void bundle(String letters, List<String> queue) throws ToolException {
    for (var i = 0; i < letters.length(); i++) {
      var name = letters.substring(i, i + 1);
      var attached = i + 1 < letters.length() ? letters.substring(i + 1) : null;
      if (needsValue(kind(name))) {
        read(name, attached, queue);
        return;
      }
      read(name, null, attached == null ? queue : new ArrayList<>());
    }
  }

  private static boolean needsValue(String kind) {
    return kind.endsWith("=") || kind.endsWith("#");
  }

  /** The name of a long option that begins like this, if there is only one such option. */
  private String whole(String name) {
    var meant = kinds.keySet().stream().filter(known -> known.startsWith(name)).toList();
    return name.length() > 1
            && !kinds.containsKey(name)
            && meant.stream().map(kinds::get).distinct().count() == 1
        ? meant.getFirst()
        : name;
  }

  private String kind(String name) throws ToolException {
    var kind = kinds.get(name);
    if (kind == null) {
      throw new ToolException(1, "", "Unknown option: " + name + "\n");
    }
    return kind;
  }

  private void read(String name, @Nullable String attached, List<String> queue)
      throws ToolException {
    var kind = kind(name);
    var value = attached;
    if (value == null && needsValue(kind)) {
      if (queue.isEmpty()) {
        throw new ToolException(1, "", "Option " + name + " requires an argument\n");
      }
      value = queue.removeFirst();
    } else if (value == null
        && kind.endsWith("?")
        && !queue.isEmpty()
        && !queue.getFirst().startsWith("-")) {
      value = queue.removeFirst();
    }
    if (kind.endsWith("#") && value != null && !value.matches("-?\\d{1,9}")) {
      throw new ToolException(
          1, "", "Value \"" + value + "\" invalid for option " + name + " (number expected)\n");
    }
    given
        .computeIfAbsent(kind.substring(0, kind.length() - 1), k -> new ArrayList<>())
        .add(value == null ? "" : value);
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  /** The last value of an option, or null if it is not given. */
  @Nullable String value(String name) {
    var values = values(name);
    return values.isEmpty() ? null : values.getLast();
  }

  List<String> values(String name) {
    return given.getOrDefault(name, List.of());
  }

  /** What are not options. */
  List<String> rest() {
    return rest;
  }
}
