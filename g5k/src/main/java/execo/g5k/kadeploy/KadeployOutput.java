package execo.g5k.kadeploy;

import execo.g5k.HostName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what kadeploy3 prints, line by line: a title, then the nodes for which it holds. Titles are
 * those of the clients 3.0 to 3.3, read off the real one. Thread-safe.
 */
final class KadeployOutput {
  private static final Pattern GOOD =
      Pattern.compile(
          ".*(?:Nodes correctly deployed on cluster \\w+|The \\w+ is successful on nodes).*");
  private static final Pattern BAD =
      Pattern.compile(
          ".*(?:Nodes not correctly deployed on cluster \\w+|The \\w+ failed on nodes).*");
  private static final Pattern NODE = Pattern.compile("\\s*(\\S+)(?:\\s+\\((.*?)\\)?)?\\s*");

  private enum Section {
    NONE,
    GOOD,
    BAD
  }

  private final String domainSuffix;
  private final Set<String> deployed = new LinkedHashSet<>();
  private final Map<String, String> undeployed = new LinkedHashMap<>();
  private Section section = Section.NONE;

  KadeployOutput(String domainSuffix) {
    this.domainSuffix = domainSuffix;
  }

  synchronized void line(String line) {
    if (BAD.matcher(line).matches()) {
      section = Section.BAD;
    } else if (GOOD.matcher(line).matches()) {
      section = Section.GOOD;
    } else if (section != Section.NONE) {
      node(line);
    }
  }

  private void node(String line) {
    Matcher matcher = NODE.matcher(line);
    if (!matcher.matches() || !isNode(matcher.group(1))) {
      return;
    }
    String name = matcher.group(1);
    String reason = matcher.group(2);
    if (section == Section.BAD) {
      undeployed.put(name, reason == null ? "" : reason);
    } else if (reason == null) {
      deployed.add(name);
    }
  }

  private boolean isNode(String word) {
    return word.endsWith(domainSuffix) && HostName.of(word).isPresent();
  }

  /** Forgets everything. */
  synchronized void clear() {
    deployed.clear();
    undeployed.clear();
    section = Section.NONE;
  }

  /** The names of the nodes that were deployed. */
  synchronized Set<String> deployed() {
    return new LinkedHashSet<>(deployed);
  }

  /** The names of those that were not, and what was said about each. */
  synchronized Map<String, String> undeployed() {
    return new LinkedHashMap<>(undeployed);
  }
}
