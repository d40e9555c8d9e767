package execo.testbed.grid5000.internal.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A part of what is given to oargridsub: {@code place:rdef=resources:type=…:prop=…:name=…}.
 *
 * <p>oargridsub and the oarsub that it calls have a shell evaluate the resources once more each, so
 * a quote in them arrives with three backslashes, and braces want such quotes within.
 *
 * @param place a site or a cluster
 * @param members the values by their names, as oarsub gets them in the end
 */
record OargridPart(String place, Map<String, String> members) {
  private static final Pattern PLACE = Pattern.compile("[\\w-]+");
  private static final Set<String> NAMES = Set.of("rdef", "type", "prop", "name", "queue");
  private static final String QUOTE = "\\\\\\\"";

  /** The parts in an argument. */
  static List<OargridPart> all(String argument) throws ToolException {
    var parts = new ArrayList<OargridPart>();
    for (var text : argument.split(",(?=[\\w-]+:rdef=)", -1)) {
      parts.add(parse(text));
    }
    return parts;
  }

  private static OargridPart parse(String text) throws ToolException {
    var words = text.split(":(?=[a-z]+=)", -1);
    var members = new LinkedHashMap<String, String>();
    for (var word : List.of(words).subList(1, words.length)) {
      var name = word.substring(0, word.indexOf('='));
      var value = word.substring(name.length() + 1);
      if (name.equals("rdef")) {
        value = value.replace("{" + QUOTE, "{").replace(QUOTE + "}", "}");
        if (count(word, "{") != count(word, "{" + QUOTE)
            || count(word, "}") != count(word, QUOTE + "}")) {
          throw bad(text);
        }
      }
      if (!NAMES.contains(name)
          || value.matches(".*[\"\\\\].*")
          || members.put(name, value) != null) {
        throw bad(text);
      }
    }
    if (!PLACE.matcher(words[0]).matches() || !members.containsKey("rdef")) {
      throw bad(text);
    }
    return new OargridPart(words[0], members);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length;
  }

  private static ToolException bad(String text) {
    return new ToolException(1, "", "[OAR_GRIDSUB] Bad syntax: " + text + "\n");
  }

  /** The resources. */
  String resources() {
    return String.valueOf(members.get("rdef"));
  }
}
