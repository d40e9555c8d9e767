package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.api.ApiException;
import execo.g5k.api.ReferenceData;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The sites that a command line names. */
final class Sites {
  @Option(
      names = "--site",
      split = ",",
      paramLabel = "SITE",
      description = "At these sites, apart by commas (default: the setting default-frontend).")
  private List<String> named = List.of();

  @Option(names = "--all-sites", description = "At all sites.")
  private boolean all;

  /** Those that are meant, at least one, each once. */
  List<String> chosen() {
    if (all && !named.isEmpty()) {
      throw new BadInput("give --site or --all-sites, not both");
    }
    if (all) {
      return ReferenceData.current().sites();
    }
    return named.isEmpty()
        ? List.of(orDefault(null))
        : List.copyOf(new LinkedHashSet<>(named.stream().map(Sites::known).toList()));
  }

  /** The only one that is meant. */
  String only() {
    var chosen = chosen();
    if (chosen.size() != 1) {
      throw new BadInput("one site is wanted here, not " + String.join(", ", chosen));
    }
    return chosen.getFirst();
  }

  /** A site that is named, or the default one. */
  static String orDefault(@Nullable String site) {
    return site != null
        ? known(site)
        : G5kSettings.current()
            .defaultFrontend()
            .orElseThrow(
                () -> new BadInput("no site; give --site SITE, or configure default-frontend"));
  }

  /**
   * A site, which is refused if it is known that there is none of this name: where the API does not
   * tell, the frontend will.
   */
  static String known(String site) {
    var settings = G5kSettings.current();
    if (!settings.get(G5kKeys.FRONTENDS).containsKey(site)) {
      try {
        ReferenceData.current().site(site);
      } catch (ApiException _) {
        settings.frontendHost(site);
      }
    }
    return site;
  }
}
