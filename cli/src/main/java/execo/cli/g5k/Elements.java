package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.g5k.planning.Element;
import execo.g5k.planning.Platform;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Parameters;

/** The sites, clusters and hosts that a command line names. */
final class Elements {
  @Parameters(
      arity = "0..*",
      split = ",",
      paramLabel = "ELEMENT",
      description = "Sites, clusters and hosts (default: grid5000, all of them).")
  private List<String> names = List.of();

  /** Those that are named, or the whole grid. */
  Set<Element> in(Platform platform) {
    return names.isEmpty() ? Set.of(Element.GRID) : of(names, platform);
  }

  /** The names as they were given. */
  List<String> names() {
    return names;
  }

  /** The elements of these names, none of which is a vlan. */
  static Set<Element> of(Collection<String> names, Platform platform) {
    var elements = new LinkedHashSet<Element>();
    names.forEach(name -> elements.add(platform.element(name)));
    if (elements.contains(Element.KAVLAN)) {
      throw new BadInput("kavlan is neither a site, a cluster nor a host");
    }
    return elements;
  }
}
