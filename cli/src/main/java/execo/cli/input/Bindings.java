package execo.cli.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lists that {@code --with NAME=a,b,c} gives names to, for substitutions. */
public final class Bindings {
  private Bindings() {}

  /**
   * The lists by their names.
   *
   * @throws BadInput for a text without a name or a value, or a name that is given twice
   */
  public static Map<String, List<String>> parse(List<String> texts) {
    var bindings = new LinkedHashMap<String, List<String>>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      if (equals < 0 || !isName(name) || equals == text.length() - 1) {
        throw new BadInput("malformed --with '" + text + "'; accepted is NAME=a,b,c");
      }
      if (bindings.put(name, List.of(text.substring(equals + 1).split(",", -1))) != null) {
        throw new BadInput("--with gives '" + name + "' twice");
      }
    }
    return bindings;
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!Character.isJavaIdentifierPart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
