package execo.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Leaves passwords and the like out of texts that are kept: the values of names such as {@code
 * password}, {@code pw}, {@code token} and {@code api-key}, whether written {@code --name=value},
 * {@code --name value}, {@code name=value} or {@code name: value}; HTTP's headers that say who
 * somebody is; and passwords in URLs. {@code --key} is one if its value looks so. In doubt a value
 * is left out. Files that hold secrets keep their names.
 */
final class Secrets {
  private static final String MASK = "…";

  /** How the name of a secret ends. */
  private static final String NAME =
      "(?:(?<![a-z])(?:pass|pw|pwd|credentials?)|password|passwd|pass[_-]?phrase|passcode|token|secret"
          + "|(?:api|access|secret|auth|account|encryption)[._-]?key)";

  private static final String HEADER =
      "(?:(?:proxy-)?authorization|(?:set-)?cookie|x-[a-z-]{0,40}(?:token|key|auth|secret))";

  private static final String LONG_KEY = "(?=[\\w+=-]*\\d)[\\w+=-]{16,}";

  private static final Pattern OPTION = Pattern.compile("(?i)--?[\\w.-]*?" + NAME);
  private static final Pattern HEADER_WORD = Pattern.compile("(?i)" + HEADER + ":");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?i)(-{0,2}[\\w.-]*?" + NAME + "[=:]).+", Pattern.DOTALL);

  /** Each with what stays before the secret, the secret, and what stays behind it. */
  private static final List<Pattern> IN_TEXTS =
      List.of(
          Pattern.compile("(?i)\\b(" + HEADER + "[\"']?\\s*[:=]\\s*[\"']?)[^\\r\\n\"']+()"),
          Pattern.compile(
              "(?i)(" + NAME + "[\"']?\\s*[=:]\\s*)(?:\"[^\"]*\"?|'[^']*'?|[^\\s&;]+)()"),
          Pattern.compile(
              "(?i)((?<!\\S)--?[\\w.-]*?" + NAME + "\\s+)(?!-)(?:\"[^\"]*\"?|'[^']*'?|\\S+)()"),
          Pattern.compile("(?i)((?<![a-z])key(?:[\"']?\\s*[=:]\\s*[\"']?|\\s+))" + LONG_KEY + "()"),
          Pattern.compile("(?i)\\b(bearer\\s+)[\\w.~+/=-]{8,}()"),
          Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]{0,40}://[^\\s/@:]*:)[^\\s/]+(@)"),
          Pattern.compile("(?i)\\b(https?://)[^\\s/@:]+(@)"));

  private Secrets() {}

  /** A text without the secrets in it. */
  static String leftOut(String text) {
    var rest = text;
    for (var pattern : IN_TEXTS) {
      rest = pattern.matcher(rest).replaceAll("$1" + MASK + "$2");
    }
    return rest;
  }

  /** The words of a command line without the secrets in them. */
  static List<String> leftOut(List<String> words, CommandSpec command) {
    return new InWords(namesOfSecrets(command)).leftOut(words);
  }

  /** The names of options that have a name which says it, such as {@code -w} of a password. */
  private static Set<String> namesOfSecrets(CommandSpec command) {
    return command.options().stream()
        .map(option -> Set.of(option.names()))
        .filter(names -> names.stream().anyMatch(name -> OPTION.matcher(name).matches()))
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private record InWords(Set<String> options) {
    List<String> leftOut(List<String> words) {
      var rest = new ArrayList<String>();
      var before = "";
      boolean inHeader = false;
      for (var word : words) {
        inHeader = !word.startsWith("-") && (inHeader || HEADER_WORD.matcher(before).matches());
        rest.add(inHeader || follows(before, word) ? MASK : leftOutOfWord(word));
        before = word;
      }
      return rest;
    }

    private boolean follows(String before, String word) {
      return !word.startsWith("-")
          && (options.contains(before)
              || OPTION.matcher(before).matches()
              || (before.matches("--?key") && word.matches(LONG_KEY))
              || before.equalsIgnoreCase("bearer"));
    }

    /** All that follows the name in a word is its value, whatever is in it. */
    private String leftOutOfWord(String word) {
      var assignment = ASSIGNMENT.matcher(word);
      if (assignment.matches()) {
        return assignment.group(1) + MASK;
      }
      boolean attached = word.matches("-[^-].+") && options.contains(word.substring(0, 2));
      return attached ? word.substring(0, 2) + MASK : Secrets.leftOut(word);
    }
  }
}
